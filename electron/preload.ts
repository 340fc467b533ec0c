import { contextBridge, ipcRenderer } from 'electron';
import {
  type IpcCall,
  ipcCalls,
  ipcChannel,
  type IpcEvent,
  ipcEvents,
} from '../shared/ipc-channel.ts';

/** What the page calls `window.api` (`WindowApi`). */
const api = Object.fromEntries([
  ...ipcCalls.map((name) => [name, call(name)] as const),
  ...ipcEvents.map((name) => [`on${capitalized(name)}`, subscription(name)] as const),
]);

contextBridge.exposeInMainWorld('api', api);

function call(name: IpcCall) {
  return (input?: unknown) => ipcRenderer.invoke(ipcChannel(name), input);
}

function subscription(name: IpcEvent) {
  return (listener: (payload: unknown) => void) => {
    const channel = ipcChannel(name);
    const forward = (_event: unknown, payload: unknown) => {
      listener(payload);
    };
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  };
}

function capitalized(name: string) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
