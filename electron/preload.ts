import { contextBridge, ipcRenderer } from 'electron';
import { ipcChannel } from '../shared/ipc-channel.ts';
import type { IpcCall, IpcEvent, IpcEvents, WindowApi } from '../shared/ipc.ts';

/** A forgotten call or event does not compile: `WindowApi` is derived from the contract. */
const api: WindowApi = {
  appInfo: call('appInfo'),
  neededCredentials: call('neededCredentials'),
  giveCredentials: call('giveCredentials'),
  startCheck: call('startCheck'),
  cancelCheck: call('cancelCheck'),
  listInterfaces: call('listInterfaces'),
  listSessions: call('listSessions'),
  sessionFacets: call('sessionFacets'),
  openSession: call('openSession'),
  deleteSessions: call('deleteSessions'),
  restoreSessions: call('restoreSessions'),
  editSession: call('editSession'),
  findLastGood: call('findLastGood'),
  trend: call('trend'),
  retention: call('retention'),
  previewRetention: call('previewRetention'),
  setRetention: call('setRetention'),
  backupHistory: call('backupHistory'),
  verifyHistory: call('verifyHistory'),
  draftSupportMail: call('draftSupportMail'),
  exportSessions: call('exportSessions'),
  cancelExport: call('cancelExport'),
  previewRedaction: call('previewRedaction'),
  importReport: call('importReport'),
  reportOrigin: call('reportOrigin'),
  copyText: call('copyText'),
  getSettings: call('getSettings'),
  addServer: call('addServer'),
  updateServer: call('updateServer'),
  removeServer: call('removeServer'),
  restoreServer: call('restoreServer'),
  testServer: call('testServer'),
  cancelTest: call('cancelTest'),
  openDeviceCheck: call('openDeviceCheck'),
  closeDeviceCheck: call('closeDeviceCheck'),
  setLocale: call('setLocale'),
  setUserSetting: call('setUserSetting'),
  chooseExportFolder: call('chooseExportFolder'),
  about: call('about'),
  listLicences: call('listLicences'),
  updateState: call('updateState'),
  checkForUpdates: call('checkForUpdates'),
  downloadUpdate: call('downloadUpdate'),
  cancelUpdate: call('cancelUpdate'),
  installUpdate: call('installUpdate'),
  onCheckEvent: subscription('checkEvent'),
  onCommand: subscription('command'),
  onTroubled: subscription('troubled'),
  onDiagnosticsSaved: subscription('diagnosticsSaved'),
  onExportProgress: subscription('exportProgress'),
  onOpenReport: subscription('openReport'),
  onOpenReportFailed: subscription('openReportFailed'),
  onUpdateEvent: subscription('updateEvent'),
};

contextBridge.exposeInMainWorld('api', api);

function call<K extends IpcCall>(name: K): WindowApi[K] {
  const invoke = (input?: unknown) => ipcRenderer.invoke(ipcChannel(name), input);
  return invoke as WindowApi[K];
}

function subscription<K extends IpcEvent>(name: K) {
  return (listener: (payload: IpcEvents[K]) => void) => {
    const channel = ipcChannel(name);
    const forward = (_event: unknown, payload: IpcEvents[K]) => {
      listener(payload);
    };
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  };
}
