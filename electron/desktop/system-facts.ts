import os from 'node:os';
import { app, type BrowserWindow, safeStorage, screen } from 'electron';

/** What Callpath runs on: versions, the system, and how Chromium draws. Nothing that says who or where. */
export function systemFacts(window: BrowserWindow | null) {
  const { electron, chrome, node, v8 } = process.versions;
  return {
    callpath: app.getVersion(),
    isPackaged: app.isPackaged,
    versions: { electron, chrome, node, v8 },
    system: {
      platform: process.platform,
      release: os.release(),
      version: os.version(),
      arch: os.arch(),
      processors: os.cpus().length,
      memoryMiB: toMiB(os.totalmem()),
      freeMemoryMiB: toMiB(os.freemem()),
      upSec: Math.round(os.uptime()),
      locales: app.getPreferredSystemLanguages(),
      secretStorage: safeStorage.isEncryptionAvailable(),
    },
    callpathUpSec: Math.round(process.uptime()),
    processes: app.getAppMetrics().map(({ type, name, memory, creationTime }) => ({
      type,
      ...(name !== undefined && { name }),
      memoryMiB: Math.round(memory.workingSetSize / 1024),
      startedAt: new Date(creationTime).toISOString(),
    })),
    graphics: app.getGPUFeatureStatus(),
    displays: screen.getAllDisplays().map(({ size, scaleFactor }) => ({ ...size, scaleFactor })),
    window: window && { ...window.getNormalBounds(), isMaximized: window.isMaximized() },
  };
}

function toMiB(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
