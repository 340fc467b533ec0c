import { app, BrowserWindow, powerMonitor } from 'electron';
import { log } from './log.ts';

export interface PowerListener {
  suspend: () => void;
  resume: () => void;
}

/** Tells when the system goes to sleep and when it is awake again. Returns what ends that. */
export function watchPower(listener: PowerListener): () => void {
  const suspend = () => {
    log.info('suspend');
    listener.suspend();
  };
  const resume = () => {
    log.info('resume');
    listener.resume();
  };
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('resume', resume);
  return () => {
    powerMonitor.off('suspend', suspend);
    powerMonitor.off('resume', resume);
  };
}

/** The system is about to shut down or to restart. */
export function onShutdown(listener: () => void): void {
  powerMonitor.on('shutdown', listener);
  // Windows tells it to windows.
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', listener);
  });
  for (const window of BrowserWindow.getAllWindows()) window.on('session-end', listener);
}
