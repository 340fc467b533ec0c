import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type Configuration } from 'electron-builder';
import { bundle } from './bundle.ts';
import { requireElectron, type ElectronRuntime } from './electron-runtime.ts';
import { projectPath, runtimePath } from './paths.ts';
import { command } from './run-command.ts';
import { stageForPackage } from './stage.ts';

/** macOS shows it when it asks the person for a device. */
const deviceUse = 'Tests camera and microphone when you ask for it. Nothing is recorded or sent.';

/**
 * `npm run package [-- --dir]`: makes the installers of this system in dist/, or with `--dir` only the folder that they
 * would install. With the registry runtime there is only the folder: the tools for installers come from release pages.
 */
await command(async () => {
  const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
  const runtime = requireElectron();
  const folderOnly = values.dir || runtime.isStaged;
  if (runtime.isStaged && !values.dir) {
    console.log('With the Electron of the npm registry only a folder can be made, no installer.');
  }
  await bundle();
  const appPath = join(runtimePath, 'package');
  await stageForPackage(runtime, appPath);
  const made = await build({
    projectDir: projectPath,
    publish: 'never',
    ...(folderOnly ? { dir: true } : {}),
    config: configuration(runtime, appPath),
  });
  await rm(appPath, { recursive: true, force: true });
  console.log(
    made.length === 0
      ? `The application is in ${relative('.', join(projectPath, 'dist'))}/.`
      : made.map((path) => relative('.', path)).join('\n'),
  );
});

function configuration(runtime: ElectronRuntime, appPath: string): Configuration {
  return {
    appId: 'org.callpath.Callpath',
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
    // What starts any application in development (build/default-app/); a package has its own.
    afterExtract: ({ appOutDir }) =>
      rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    linux: { target: ['AppImage', 'deb'], category: 'Network', icon: 'icon.svg' },
    win: { target: 'nsis' },
    mac: {
      target: 'dmg',
      category: 'public.app-category.utilities',
      extendInfo: {
        NSCameraUsageDescription: deviceUse,
        NSMicrophoneUsageDescription: deviceUse,
      },
      // A signed application without them gets no device, and the person is not even asked.
      entitlements: 'build/entitlements.mac.plist',
      entitlementsInherit: 'build/entitlements.mac.plist',
    },
  };
}
