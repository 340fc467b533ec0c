import type { WindowApi } from '../../shared/ipc.ts';

declare global {
  interface Window {
    /** Exposed by preload: the only way to the main process. */
    api: WindowApi;
  }
}

/** The main process, for the classes of this folder. */
export function mainProcess(): WindowApi {
  return window.api;
}
