/**
 * The names of the contract (ipc.ts), apart from its schemas: the preload has no use for those, and the main process takes calls
 * before it has read them.
 */
export const ipcCalls = [
  'appInfo',
  'neededCredentials',
  'giveCredentials',
  'startCheck',
  'cancelCheck',
  'listInterfaces',
  'listSessions',
  'sessionFacets',
  'openSession',
  'deleteSessions',
  'restoreSessions',
  'editSession',
  'findLastGood',
  'trend',
  'retention',
  'previewRetention',
  'setRetention',
  'backupHistory',
  'verifyHistory',
  'draftSupportMail',
  'exportSessions',
  'cancelExport',
  'previewRedaction',
  'importReport',
  'reportOrigin',
  'copyText',
  'getSettings',
  'addServer',
  'updateServer',
  'removeServer',
  'restoreServer',
  'testServer',
  'cancelTest',
  'openDeviceCheck',
  'closeDeviceCheck',
  'setLocale',
  'setUserSetting',
  'chooseExportFolder',
  'about',
  'listLicences',
  'updateState',
  'checkForUpdates',
  'downloadUpdate',
  'cancelUpdate',
  'installUpdate',
] as const;

export const ipcEvents = [
  'checkEvent',
  'command',
  'troubled',
  'diagnosticsSaved',
  'exportProgress',
  'openReport',
  'openReportFailed',
  'updateEvent',
] as const;

export type IpcCall = (typeof ipcCalls)[number];
export type IpcEvent = (typeof ipcEvents)[number];

/** The channel that carries a call or an event. */
export function ipcChannel(name: IpcCall | IpcEvent): string {
  return `callpath:${name}`;
}
