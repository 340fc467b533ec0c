import { statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import { refusalOfSignature } from './authenticode.ts';
import { readRelease } from './offered-release.ts';
import { UpdateError } from './update-failure.ts';
import { UpdateGuard } from './update-guard.ts';
import type { UpdateSource } from './updates.ts';

/** A server that takes longer to say the next thing is as good as gone. */
const patienceMs = 30_000;

/** Loads electron-updater, set up so that it does nothing by itself. One for each check. */
export async function openUpdateSource(
  url: string,
  publisherNames: readonly string[],
  onLateError: (error: unknown) => void,
): Promise<UpdateSource> {
  if (!url.startsWith('https://')) throw new UpdateError('untrusted', 'its address is not https');
  const updater = await makeUpdater(publisherNames);
  updater.setFeedURL({ provider: 'generic', url });
  updater.on('error', onLateError);
  const guard = new UpdateGuard(updater.netSession);
  let expectedBytes = 0;
  return {
    check: async (signal) => {
      const result = await guard.watch(null, signal, (own) => checkWithin(updater, own));
      if (!result) throw new UpdateError('unreadable', 'electron-updater is not active');
      const offered = readRelease(result.updateInfo, {
        isNewer: result.isUpdateAvailable,
        // semver's order: below zero where the own version is the older one.
        order: updater.currentVersion.compare(result.updateInfo.version),
        platform: process.platform,
        arch: process.arch,
      });
      expectedBytes = offered.bytes ?? 0;
      return offered;
    },
    download: (onProgress, signal) =>
      guard.watch(expectedBytes, signal, (own) => download(updater, onProgress, own)),
    install: () => {
      install(updater, expectedBytes);
    },
  };
}

async function makeUpdater(publisherNames: readonly string[]): Promise<AppUpdater> {
  const { AppImageUpdater, MacUpdater, NsisUpdater } = await import('electron-updater');
  const { platform } = process;
  const updater =
    platform === 'win32'
      ? new NsisUpdater()
      : platform === 'darwin'
        ? new MacUpdater()
        : new AppImageUpdater();
  if (updater instanceof NsisUpdater) {
    updater.verifyUpdateCodeSignature = (_ofPackage, file) =>
      refusalOfSignature(publisherNames, file);
  }
  Object.assign(updater, {
    logger: null,
    autoDownload: false,
    autoInstallOnAppQuit: false,
    allowDowngrade: false,
    allowPrerelease: false,
    // One file, one hash over all of it.
    disableDifferentialDownload: true,
    disableWebInstaller: true,
    // Every computer is offered the same: whoever rolls out in steps does it by the policy.
    isUserWithinRollout: () => true,
  } satisfies Partial<AppUpdater>);
  if (!app.isPackaged) {
    updater.forceDevUpdateConfig = true;
    // A checkout has none.
    updater.updateConfigPath = join(app.getPath('userData'), 'dev-app-update.yml');
  }
  return updater;
}

/** electron-updater itself waits for an answer for ever. */
async function checkWithin(updater: AppUpdater, signal: AbortSignal) {
  let end: () => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    end = () => {
      reject(new UpdateError('unreachable', `no answer within ${patienceMs / 1000} s`));
      void updater.netSession.closeAllConnections();
    };
  });
  const timer = setTimeout(end, patienceMs);
  signal.addEventListener('abort', end);
  try {
    return await Promise.race([updater.checkForUpdates(), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

async function download(
  updater: AppUpdater,
  onProgress: (doneBytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { CancellationToken } = await import('electron-updater');
  const token = new CancellationToken();
  let isStalled = false;
  const cancel = () => {
    token.cancel();
  };
  const watch = setTimeout(() => {
    isStalled = true;
    cancel();
  }, patienceMs);
  const listen = ({ transferred }: { transferred: number }) => {
    watch.refresh();
    onProgress(transferred);
  };
  signal.addEventListener('abort', cancel);
  updater.on('download-progress', listen);
  try {
    await updater.downloadUpdate(token);
  } catch (error) {
    throw isStalled ? new UpdateError('unreachable', 'the download stands still') : error;
  } finally {
    clearTimeout(watch);
    signal.removeEventListener('abort', cancel);
    updater.off('download-progress', listen);
  }
}

/** electron-updater tells an error to its listeners, and returns. */
function install(updater: AppUpdater, bytes: number): void {
  const { APPIMAGE } = process.env;
  // It removes the old file before it puts the new one there.
  if (process.platform === 'linux' && APPIMAGE !== undefined) requireSpace(APPIMAGE, bytes);
  const problems: Error[] = [];
  const note = (error: Error) => problems.push(error);
  updater.on('error', note);
  // The new one starts while this one still ends, and would take itself for a second start.
  app.releaseSingleInstanceLock();
  updater.quitAndInstall(true, true);
  updater.off('error', note);
  const [problem] = problems;
  if (!problem) return;
  app.requestSingleInstanceLock();
  throw problem;
}

function requireSpace(file: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(dirname(file));
  if (bavail * bsize < bytes) {
    throw new UpdateError('no-space', `${bytes} bytes are needed beside ${file}`);
  }
}
