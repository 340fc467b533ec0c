import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Configuration } from 'electron-builder';
import type { ElectronRuntime } from './electron-runtime.ts';
import { projectPath } from './paths.ts';

/** macOS shows it when it asks the person for a device. */
const deviceUse = 'Tests camera and microphone when you ask for it. Nothing is recorded or sent.';

/** What the fuses of a packaged executable are set to (docs/security.md says why). */
export const packagedFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Electron checks it on Windows and macOS only.
  enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const satisfies Configuration['electronFuses'];

export interface PackagePlaces {
  /** What is packaged (build/stage.ts). */
  appPath: string;
  /** The licences of everything inside, as text. */
  licensesPath: string;
}

/**
 * The one configuration of all packages. Signing is by environment: `CSC_LINK` and `CSC_KEY_PASSWORD` (`WIN_CSC_…` on
 * Windows), and for notarisation `APPLE_API_KEY`, `APPLE_API_KEY_ID` and `APPLE_API_ISSUER`; electron-builder reads them.
 * `CALLPATH_UPDATE_URL` is where this package looks for updates unless policy or profile name another place (docs/updates.md).
 * With `CALLPATH_REQUIRE_SIGNATURE=1` a package without a signature is an error instead of a warning.
 */
export function packageConfiguration(
  runtime: ElectronRuntime,
  { appPath, licensesPath }: PackagePlaces,
): Configuration {
  return {
    appId: 'org.callpath.Callpath',
    // Without one, electron-builder describes no release. `.invalid` leads nowhere, and is taken for no address.
    publish: {
      provider: 'generic',
      url: process.env['CALLPATH_UPDATE_URL'] ?? 'https://updates.invalid/',
    },
    directories: {
      app: relative(projectPath, appPath),
      output: 'dist',
      buildResources: 'build/icons',
    },
    electronVersion: runtime.version,
    electronDist: runtime.distPath,
    // What is native was made for this Electron already (build/stage.ts).
    npmRebuild: false,
    files: ['**/*', '!**/*.map'],
    asarUnpack: ['**/*.node'],
    extraFiles: [{ from: relative(projectPath, licensesPath), to: 'LICENSES.third-party.txt' }],
    electronLanguages: ['en-US', 'zh-CN'],
    // What starts any application in development (build/default-app/); a package has its own.
    afterExtract: ({ appOutDir }) =>
      rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
    electronFuses: packagedFuses,
    forceCodeSigning: process.env['CALLPATH_REQUIRE_SIGNATURE'] === '1',
    icon: 'icon.svg',
    fileAssociations: [
      {
        ext: 'callpath',
        name: 'Callpath report',
        description: 'Callpath report',
        mimeType: 'application/vnd.callpath.report+json',
        role: 'Viewer',
      },
    ],
    ...linux,
    ...windows,
    ...macOs,
  };
}

const linux: Configuration = {
  linux: {
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'],
    category: 'Network',
    maintainer: 'The Callpath developers',
    extraFiles: [
      { from: 'build/linux', to: 'share' },
      { from: 'build/icons/icon.svg', to: 'share/callpath.svg' },
    ],
  },
};

const windows: Configuration = {
  win: { target: ['nsis', 'msi'] },
  nsis: {
    // With its pages it can be installed for one person or for all of them; `/S` leaves the pages out.
    oneClick: false,
    perMachine: false,
    allowElevation: true,
    allowToChangeInstallationDirectory: true,
    // Checks are evidence: taking the program away leaves them (docs/deploy.md).
    deleteAppDataOnUninstall: false,
    artifactName: '${productName}-${version}-setup.${ext}',
  },
  msi: { oneClick: false, perMachine: true, runAfterFinish: false },
};

const macOs: Configuration = {
  mac: {
    target: [
      { target: 'dmg', arch: 'universal' },
      { target: 'zip', arch: 'universal' },
    ],
    category: 'public.app-category.utilities',
    hardenedRuntime: true,
    // Both processors' files are in both halves, each under its own name.
    x64ArchFiles: '**/prebuilds/*.node',
    extendInfo: {
      NSCameraUsageDescription: deviceUse,
      NSMicrophoneUsageDescription: deviceUse,
    },
    // A signed application without them gets no device, and the person is not even asked.
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
  },
};
