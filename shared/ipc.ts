import * as v from 'valibot';
import { checkOptionsSchema, type CheckEvent } from './check.ts';
import type { Command } from './commands.ts';
import type { SystemPermissions } from './devices.ts';
import {
  type HistoryCheck,
  type RetentionPreview,
  type RetentionView,
  retentionLimitsSchema,
  type SessionFacets,
  sessionFilterSchema,
  type SessionPage,
  type SessionSummary,
  type TrendPoint,
} from './history.ts';
import type { IpcCall, IpcEvent } from './ipc-channel.ts';
import { localeSchema, type Locale } from './locale.ts';
import type { Outcome } from './outcome.ts';
import type { PolicyView } from './policy.ts';
import { absolutePathSchema, stunUriSchema, turnUriSchema, turnUsernameSchema } from './profile.ts';
import { type Redaction, redactionSchema, type RedactionPreview } from './redaction.ts';
import {
  type ImportedReport,
  type Integrity,
  maxReportBytes,
  type ReportOrigin,
} from './report-file.ts';
import type { NetworkInterface, ProbeKind, ProbeResult, Report } from './report.ts';
import type { AboutView, ThirdParty } from './about.ts';
import type { UpdateState } from './updates.ts';

/**
 * The one contract between the window and the main process. A call is a name (ipc-channel.ts), the schema of its input
 * (checked in the main process) and its output; an event is a name and its payload. Preload, handlers and the window's API
 * type are derived from it, so that a forgotten handler does not compile.
 */

const sessionId = v.pipe(v.string(), v.uuid());
const sessionIds = v.pipe(v.array(sessionId), v.minLength(1), v.maxLength(1000));

const credentialSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));

/** A server as the settings view edits it. `credential` is only ever sent towards the main process. */
export const serverInputSchema = v.variant('type', [
  v.strictObject({ type: v.literal('stun'), uri: stunUriSchema }),
  v.strictObject({
    type: v.literal('turn'),
    uri: turnUriSchema,
    username: turnUsernameSchema,
    /** Missing: the stored one stays. */
    credential: v.optional(credentialSchema),
  }),
]);

export type ServerInput = v.InferOutput<typeof serverInputSchema>;

/** A server of the active profile as the window sees it: never with its credential. */
export interface ServerView {
  id: string;
  type: 'stun' | 'turn';
  uri: string;
  username: string | null;
  /**
   * `memory`: the credential is forgotten when Callpath ends; `ask`: the person is asked for it before a check. Both because
   * this system has no secret storage, or because the policy wants it so.
   */
  credential: 'none' | 'stored' | 'memory' | 'ask' | 'missing';
  /** From the policy: it cannot be changed or removed, also where the user may add servers to use instead. */
  isPreset: boolean;
}

/** A server whose password the person is asked for before a check. */
export interface NeededCredential {
  id: string;
  uri: string;
  username: string;
}

/** The answer, by the id of the server. Kept in memory only. */
const givenCredentialSchema = v.strictObject({
  id: v.pipe(v.string(), v.maxLength(2000)),
  credential: credentialSchema,
});

export type GivenCredential = v.InferOutput<typeof givenCredentialSchema>;

export interface AppInfo {
  name: string;
  version: string;
  platform: string;
  profileName: string;
  locale: Locale;
  /** What went wrong, at start-up or since, and what was done about it, in one sentence each. */
  notices: string[];
}

export interface SettingsView {
  profileName: string;
  servers: ServerView[];
  locale: Locale | 'system';
  supportContact: string | null;
  /** Whether this system keeps passwords: where it does not, they are asked for after each start. */
  keepsSecrets: boolean;
  policy: PolicyView;
  /** The tests that may run at all; what else is asked for is refused. */
  allowedProbes: readonly ProbeKind[];
  /** What is in effect, whoever chose it. */
  defaults: {
    /** Where the redaction is locked: at least this is replaced in every export. */
    redaction: Redaction;
    exportFolder: string | null;
    updates: { enabled: boolean; url: string | null };
    /** No test takes longer; `null`: no limit of its own. */
    deadlineSec: number | null;
  };
}

/** A choice of the user's own; `null` takes it back. Where updates come from is not for the page to say. */
export const userSettingSchema = v.variant('setting', [
  v.strictObject({ setting: v.literal('redaction'), value: v.nullable(redactionSchema) }),
  v.strictObject({ setting: v.literal('exportFolder'), value: v.nullable(absolutePathSchema) }),
  v.strictObject({
    setting: v.literal('updates'),
    value: v.nullable(v.strictObject({ enabled: v.boolean() })),
  }),
  v.strictObject({
    setting: v.literal('supportContact'),
    value: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  }),
]);

export type UserSetting = v.InferOutput<typeof userSettingSchema>;

export const exportFormatSchema = v.picklist(['html', 'pdf', 'json', 'md', 'txt', 'csv', 'zip']);
export type ExportFormat = v.InferOutput<typeof exportFormatSchema>;

export const ipcInputs = {
  appInfo: v.undefined(),
  /** Which passwords a check with these options has to be given before it starts. */
  neededCredentials: checkOptionsSchema,
  giveCredentials: v.strictObject({
    credentials: v.pipe(v.array(givenCredentialSchema), v.minLength(1), v.maxLength(1000)),
  }),
  startCheck: v.strictObject({
    ...checkOptionsSchema.entries,
    /** Check without the servers whose passwords were not given. Otherwise their lack is `credentials-needed`. */
    skipUnanswered: v.optional(v.boolean()),
  }),
  cancelCheck: v.undefined(),
  listInterfaces: v.undefined(),
  listSessions: v.strictObject({
    before: v.nullable(v.string()),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
    filter: v.optional(sessionFilterSchema),
  }),
  sessionFacets: v.undefined(),
  openSession: v.strictObject({ id: sessionId }),
  deleteSessions: v.strictObject({ ids: sessionIds }),
  restoreSessions: v.strictObject({ ids: sessionIds }),
  /** An empty text is none. */
  editSession: v.strictObject({
    id: sessionId,
    ticket: v.nullable(v.pipe(v.string(), v.maxLength(200))),
    note: v.nullable(v.pipe(v.string(), v.maxLength(10_000))),
  }),
  findLastGood: v.strictObject({ id: sessionId }),
  trend: v.strictObject({
    server: v.optional(v.string()),
    network: v.optional(v.string()),
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2000))),
  }),
  retention: v.undefined(),
  previewRetention: retentionLimitsSchema,
  setRetention: retentionLimitsSchema,
  backupHistory: v.undefined(),
  verifyHistory: v.undefined(),
  exportSessions: v.strictObject({
    ids: sessionIds,
    format: exportFormatSchema,
    redaction: redactionSchema,
  }),
  /** Only which report: where the mail goes to is for the profile to say, not for the page. */
  draftSupportMail: v.strictObject({ id: sessionId }),
  cancelExport: v.undefined(),
  previewRedaction: v.strictObject({ id: sessionId, redaction: redactionSchema }),
  /**
   * A file that was dropped on the window; without one, the person is asked. The window names no path: it may not make
   * the main process read files of its choice.
   */
  importReport: v.strictObject({
    file: v.optional(
      v.strictObject({
        name: v.pipe(v.string(), v.maxLength(1000)),
        bytes: v.pipe(
          v.instance(Uint8Array),
          v.check(({ byteLength }) => byteLength <= maxReportBytes, 'larger than any report'),
        ),
      }),
    ),
  }),
  reportOrigin: v.strictObject({ id: sessionId }),
  copyText: v.strictObject({ text: v.pipe(v.string(), v.maxLength(100_000)) }),
  getSettings: v.undefined(),
  addServer: serverInputSchema,
  updateServer: v.strictObject({ id: v.string(), server: serverInputSchema }),
  removeServer: v.strictObject({ id: v.string() }),
  restoreServer: v.strictObject({ id: v.string() }),
  testServer: v.strictObject({ id: v.string() }),
  cancelTest: v.strictObject({ id: v.string() }),
  openDeviceCheck: v.undefined(),
  closeDeviceCheck: v.undefined(),
  setLocale: v.strictObject({ locale: v.union([localeSchema, v.literal('system')]) }),
  setUserSetting: userSettingSchema,
  chooseExportFolder: v.undefined(),
  about: v.undefined(),
  listLicences: v.undefined(),
  updateState: v.undefined(),
  checkForUpdates: v.undefined(),
  downloadUpdate: v.undefined(),
  cancelUpdate: v.undefined(),
  installUpdate: v.undefined(),
} as const satisfies Record<IpcCall, v.GenericSchema>;

export interface IpcOutputs {
  appInfo: AppInfo;
  neededCredentials: NeededCredential[];
  giveCredentials: null;
  /** Resolves with the stored report when the check ends, also when it was cancelled. */
  startCheck: Report;
  cancelCheck: null;
  /** The addresses that lead beyond this computer. */
  listInterfaces: NetworkInterface[];
  listSessions: SessionPage;
  sessionFacets: SessionFacets;
  openSession: Report;
  deleteSessions: { deleted: number };
  restoreSessions: { restored: number };
  editSession: SessionSummary;
  /** The newest good, completed session of the same profile before this one. */
  findLastGood: { id: string } | null;
  /** The newest `limit` sessions (2000 where it is missing), oldest first. */
  trend: TrendPoint[];
  retention: RetentionView;
  previewRetention: RetentionPreview;
  /** Removes what is beyond the limits at once, and for good. */
  setRetention: RetentionView;
  /** `null`: the person closed the dialog without choosing a file. */
  backupHistory: { path: string } | null;
  verifyHistory: HistoryCheck;
  draftSupportMail: null;
  /**
   * One report in the format that was asked for; of several, one zip with a folder for each. `null`: the person closed
   * the dialog without choosing a file, or cancelled the export.
   */
  exportSessions: { path: string } | null;
  cancelExport: null;
  previewRedaction: RedactionPreview;
  /** `null`: the person closed the dialog without choosing a file. */
  importReport: ImportedReport | null;
  reportOrigin: ReportOrigin;
  copyText: null;
  getSettings: SettingsView;
  addServer: SettingsView;
  updateServer: SettingsView;
  removeServer: SettingsView;
  restoreServer: SettingsView;
  /** Resolves when the test ends, also when it was cancelled. */
  testServer: ProbeResult;
  cancelTest: null;
  /**
   * Lets the page open camera and microphone until `closeDeviceCheck`, or until it is loaded anew. Resolves with what the
   * system says, after it has asked the person where it does that.
   */
  openDeviceCheck: SystemPermissions;
  closeDeviceCheck: null;
  setLocale: SettingsView;
  setUserSetting: SettingsView;
  /** `null`: the person closed the dialog without choosing a folder. */
  chooseExportFolder: SettingsView | null;
  about: AboutView;
  /** Of everything inside, by name; empty where the application was built without them. */
  listLicences: ThirdParty[];
  updateState: UpdateState;
  /** Resolves when the server has answered, or will not. Asks nobody while updates are off. */
  checkForUpdates: UpdateState;
  /** Resolves when the file is here, or will not be. Nothing is installed by it. */
  downloadUpdate: UpdateState;
  cancelUpdate: null;
  /** Asks the person first, outside of the page. */
  installUpdate: UpdateState;
}

export interface IpcEvents {
  checkEvent: CheckEvent;
  /** Chosen in the application's menu. */
  command: Command;
  /** `AppInfo.notices` has more than before. */
  troubled: null;
  /** The diagnostics of Callpath were asked for in the menu. */
  diagnosticsSaved: Outcome<{ path: string }>;
  /** An export of several sessions goes on: so many of them are written. */
  exportProgress: { done: number; total: number };
  /** A file was opened by the menu, the system or the command line, and its report is to be shown. */
  openReport: { sessionId: string; integrity: Integrity; notSaved: string | null };
  /** Such a file could not be opened. */
  openReportFailed: { message: string };
  /** Where Callpath stands with its own update. */
  updateEvent: UpdateState;
}

export type IpcInput<K extends IpcCall> = v.InferOutput<(typeof ipcInputs)[K]>;

/** What preload exposes as `window.api`. A subscription returns its own unsubscribe. */
export type WindowApi = {
  [K in IpcCall]: undefined extends IpcInput<K>
    ? () => Promise<Outcome<IpcOutputs[K]>>
    : (input: IpcInput<K>) => Promise<Outcome<IpcOutputs[K]>>;
} & {
  [K in IpcEvent as `on${Capitalize<K>}`]: (
    listener: (payload: IpcEvents[K]) => void,
  ) => () => void;
};
