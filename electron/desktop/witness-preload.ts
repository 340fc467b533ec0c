import { contextBridge, ipcRenderer } from 'electron';
import {
  type WitnessApi,
  type WitnessCall,
  type WitnessEvents,
  witnessChannel,
} from '../../shared/witness.ts';

/** All that the second witness's page can do beside WebRTC: take tasks, and tell what came of them. */
const api: WitnessApi = {
  ready: call('ready'),
  live: call('live'),
  done: call('done'),
  failed: call('failed'),
  onTask: subscription('task'),
  onCancel: subscription('cancel'),
};

contextBridge.exposeInMainWorld('witness', api);

function call<K extends WitnessCall>(name: K): WitnessApi[K] {
  const invoke = (input?: unknown) => ipcRenderer.invoke(witnessChannel(name), input);
  return invoke as WitnessApi[K];
}

function subscription<K extends keyof WitnessEvents>(name: K) {
  return (listener: (payload: WitnessEvents[K]) => void) => {
    ipcRenderer.on(witnessChannel(name), (_event, payload: WitnessEvents[K]) => {
      listener(payload);
    });
  };
}
