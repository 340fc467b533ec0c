import type { IpcCall, IpcEvent } from './ipc.ts';

/** The channel that carries a call or an event. Apart from the contract, whose schemas the preload has no use for. */
export function ipcChannel(name: IpcCall | IpcEvent): string {
  return `callpath:${name}`;
}
