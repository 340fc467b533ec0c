import { type BrowserWindow, clipboard } from 'electron';
import { type IpcCall, ipcChannel, type IpcEvent } from '../shared/ipc-channel.ts';
import { type IpcEvents, type IpcInput, ipcInputs, type IpcOutputs } from '../shared/ipc.ts';
import type { Translate } from '../shared/messages/translate.ts';
import { type Failure, failure, type Outcome, success } from '../shared/outcome.ts';
import { noRedaction } from '../shared/redaction.ts';
import type { Report } from '../shared/report.ts';
import { toSummaryText } from '../shared/summary.ts';
import { answerCall, type CallFailureTexts, type CallTerms } from './desktop/answer-call.ts';
import { askWhereToBackUp } from './desktop/backup-dialog.ts';
import type { AnswerCall } from './desktop/late-answers.ts';
import { errorFacts, log } from './desktop/log.ts';
import { askForReport } from './desktop/open-report-dialog.ts';
import { askWhereToSave } from './desktop/save-dialog.ts';
import { openMailDraft } from './desktop/open-mail-draft.ts';
import { askSystemPermissions } from './desktop/system-permissions.ts';
import { Exports, type ExportTerms, previewOf, redacted } from './export-sessions.ts';
import { settingsHandlers } from './ipc-settings.ts';
import { updateHandlers } from './ipc-updates.ts';
import { viewRetention } from './policy/effective-retention.ts';
import { outwardInterfaces } from './probe/local-interfaces.ts';
import { hashReport, sealReport } from './report/json.ts';
import { ServerTests } from './server-tests.ts';
import type { Services } from './services.ts';

/** Loaded when it is first needed, not for the start of the window. */
const engine = () => import('./session.ts');

type Handlers = {
  [K in IpcCall]: (input: IpcInput<K>) => Outcome<IpcOutputs[K]> | Promise<Outcome<IpcOutputs[K]>>;
};

/** Answers the window's calls: one handler for each entry of the contract. */
export function makeAnswers(services: Services): AnswerCall {
  const handlers = makeHandlers(services);
  return (name, frame, input) => {
    const terms = { schema: ipcInputs[name], handle: handlers[name] } as CallTerms<
      unknown,
      unknown
    >;
    return answerCall(frame, input, terms, failureTexts(services.t()), (error) => {
      log.error('call-failed', { call: name, ...errorFacts(error) });
    });
  };
}

function makeHandlers(services: Services): Handlers {
  const { check, configuration } = services;
  const tests = new ServerTests();
  const exports = new Exports();
  return {
    appInfo: async () =>
      success({
        ...services.app,
        platform: process.platform,
        profileName: services.profiles.get().name,
        locale: services.locale(),
        notices: [...(await services.notices), ...services.troubles.in(services.t())],
      }),
    neededCredentials: (options) => success(configuration.needed(options)),
    giveCredentials: ({ credentials }) =>
      configuration.give(credentials)
        ? success(null)
        : failure('server-not-found', services.t()('policy.serverGone')),
    startCheck: (options) => startCheck(services, options),
    cancelCheck: () => {
      check.cancel();
      return success(null);
    },
    listInterfaces: () => success(outwardInterfaces()),
    listSessions: (page) =>
      services.history()?.listSessions(page) ??
      success({ sessions: [], nextBefore: null, total: 0, isTotalCapped: false }),
    sessionFacets: () =>
      services.history()?.facets() ?? success({ networks: [], servers: [], findings: [] }),
    openSession: ({ id }) => services.opening.show(findReport(services, id)),
    deleteSessions: ({ ids }) => services.history()?.deleteSessions(ids) ?? noHistory(services),
    restoreSessions: ({ ids }) => services.history()?.restoreSessions(ids) ?? noHistory(services),
    editSession: (edit) => services.history()?.editSession(edit, sealReport) ?? noHistory(services),
    findLastGood: ({ id }) => services.history()?.findLastGood(id) ?? success(null),
    trend: (request) => services.history()?.trend(request) ?? success([]),
    retention: () => {
      const history = services.history();
      return history ? viewRetention(history.file, configuration.policyFile) : noHistory(services);
    },
    previewRetention: (limits) =>
      services.history()?.file.previewRetention(limits) ?? noHistory(services),
    setRetention: (limits) =>
      configuration.refusal('retention', services.t()) ??
      services.history()?.file.setRetention(limits) ??
      noHistory(services),
    backupHistory: () => backUpHistory(services),
    verifyHistory: () => services.history()?.file.verify(hashReport) ?? noHistory(services),
    draftSupportMail: ({ id }) => draftSupportMail(services, id),
    exportSessions: (input) => {
      const redaction = configuration.redactionOf(input.redaction);
      return exports.run({ ...input, redaction }, exportTerms(services));
    },
    cancelExport: () => {
      exports.cancel();
      return success(null);
    },
    previewRedaction: ({ id, redaction }) =>
      previewOf(findReport(services, id), configuration.redactionOf(redaction)),
    importReport: async ({ file }) => {
      if (file) return services.opening.openBytes(file.bytes);
      const window = services.window();
      const path = window ? await askForReport(window, services.t()) : null;
      return path === null ? success(null) : services.opening.openFile(path);
    },
    reportOrigin: ({ id }) => services.opening.originOf(id, () => findReport(services, id)),
    copyText: ({ text }) => {
      clipboard.writeText(text);
      return success(null);
    },
    ...settingsHandlers(services),
    ...updateHandlers(services),
    testServer: async ({ id }) => {
      const t = services.t();
      const profile = configuration.only(id, t);
      if (!profile.ok) return profile;
      const kind = profile.value.turn.length > 0 ? 'turn.allocate' : 'stun.binding';
      const refused = configuration.probesRefusal([kind], t);
      if (refused) return refused;
      if (configuration.needed({ probes: [kind] }).some((server) => server.id === id)) {
        return failure('credentials-needed', t('locked.ask.needed'));
      }
      const probe = await tests.run(id, async (signal) =>
        (await engine()).testServer(profile.value, t, signal),
      );
      if (!probe) return failure('nothing-to-test', t('desktop.failure.nothingToTest'));
      services.asked.forgetRefused([probe]);
      return success(probe);
    },
    cancelTest: ({ id }) => {
      tests.cancel(id);
      return success(null);
    },
    openDeviceCheck: async () => {
      const window = services.window();
      if (window) services.devices.open(window.webContents);
      return success(await askSystemPermissions());
    },
    closeDeviceCheck: () => {
      services.devices.close();
      return success(null);
    },
  };
}

async function startCheck(
  services: Services,
  { skipUnanswered = false, ...check }: IpcInput<'startCheck'>,
): Promise<Outcome<Report>> {
  const t = services.t();
  const { configuration } = services;
  const refused = configuration.probesRefusal(askedByName(check), t);
  if (refused) return refused;
  const { interfaceName } = check;
  if (
    interfaceName !== undefined &&
    !outwardInterfaces().some(({ name }) => name === interfaceName)
  ) {
    return failure('interface-gone', t('desktop.failure.interfaceGone', { name: interfaceName }));
  }
  if (!skipUnanswered && configuration.needed(check).length > 0) {
    return failure('credentials-needed', t('locked.ask.needed'));
  }
  const profile = skipUnanswered ? configuration.withoutUnanswered() : configuration.profile();
  const ended = services.check.start(async (signal) =>
    (await engine()).runSession({
      profile,
      allowedProbes: configuration.effective().probes.value.allowed,
      check,
      history: services.history(),
      // The language may be changed while the check runs: the report is written in the one that is chosen then.
      t: textsOfTheMoment(services),
      app: services.app,
      signal,
      openWitness: services.openWitness,
      watchPower: services.watchPower,
      onEvent: (event) => {
        sendToWindow(services.window(), 'checkEvent', event);
        services.onCheckEvent(event);
      },
    }),
  );
  if (!ended) return failure('check-running', t('desktop.failure.checkRunning'));
  try {
    const report = await ended;
    services.asked.forgetRefused(report.probes);
    return success(report);
  } finally {
    services.onCheckEvent(null);
  }
}

function askedByName({ probes = [], alsoProbes = [], auditPeers }: IpcInput<'startCheck'>) {
  return [...probes, ...alsoProbes, ...(auditPeers ? (['turn.audit'] as const) : [])];
}

/** Opens a draft to the support of the profile, with the summary of a session. */
async function draftSupportMail(services: Services, id: string): Promise<Outcome<null>> {
  const found = findReport(services, id);
  if (!found.ok) return found;
  const t = services.t();
  // The person said nothing of leaving something out: the policy may.
  const report = redacted(found.value, services.configuration.redactionOf(noRedaction));
  const { verdict, session } = report;
  const outcome = await openMailDraft({
    contact: services.configuration.effective().supportContact.value,
    subject: t('check.support.subject', { headline: verdict.headline, id: session.id.slice(0, 8) }),
    body: [t('check.support.body'), '', toSummaryText(report, t)].join('\n'),
  });
  if (outcome === 'opened') return success(null);
  return outcome === 'no-address'
    ? failure('no-support-address', t('check.support.noAddress'))
    : failure('no-mail-program', t('check.support.noMailProgram'));
}

function exportTerms(services: Services): ExportTerms {
  const t = services.t();
  return {
    t,
    find: (id) => findReport(services, id),
    askWhere: async (fileName, format) => {
      const window = services.window();
      const folder = services.configuration.effective().exportFolder.value;
      return window ? askWhereToSave({ window, folder, fileName, format, t }) : null;
    },
    printPdf: services.printPdf,
    onProgress: (progress) => {
      sendToWindow(services.window(), 'exportProgress', progress);
    },
  };
}

async function backUpHistory(services: Services): Promise<Outcome<{ path: string } | null>> {
  const history = services.history();
  const window = services.window();
  if (!history) return noHistory(services);
  const path = window && (await askWhereToBackUp(window, services.t()));
  return path === null ? success(null) : history.file.backUp(path);
}

/** Opens a report that no call of the window asked for, and tells the window. */
export async function openReportFile(services: Services, path: string): Promise<void> {
  const opened = await services.opening.openFile(path);
  const window = services.window();
  if (!opened.ok) {
    sendToWindow(window, 'openReportFailed', { message: opened.message });
    return;
  }
  const { report, integrity, notSaved } = opened.value;
  sendToWindow(window, 'openReport', { sessionId: report.session.id, integrity, notSaved });
}

/** From the history, or a report of this start that no history could keep. */
function findReport(services: Services, id: string): Outcome<Report> {
  const stored = services.history()?.getReport(id);
  if (stored?.ok === true) return stored;
  const last = services.check.lastReport;
  if (last?.session.id === id) return success(last);
  const opened = services.opening.lastReport;
  if (opened?.session.id === id) return success(opened);
  return stored ?? noHistory(services);
}

/** The window may have been closed, or its page be gone, while a check was ending. */
export function sendToWindow<K extends IpcEvent>(
  window: BrowserWindow | null,
  name: K,
  payload: IpcEvents[K],
): void {
  if (!window || window.isDestroyed() || window.webContents.isCrashed()) return;
  window.webContents.send(ipcChannel(name), payload);
}

function noHistory({ t }: Services): Failure {
  return failure('no-history', t()('desktop.failure.noHistory'));
}

function failureTexts(t: Translate): CallFailureTexts {
  return {
    notAllowed: t('desktop.failure.notAllowed'),
    invalid: (reason) => t('desktop.failure.invalid', { reason }),
    internal: t('desktop.failure.internal'),
  };
}

/**
 * Texts in the language that is chosen when they are asked for. That depends on profile and policy, whose file is looked at:
 * once for all texts that are asked for together, of which a report has hundreds.
 */
function textsOfTheMoment(services: Services): Translate {
  let texts: Translate | null = null;
  return (key, values) => {
    if (!texts) {
      texts = services.t();
      queueMicrotask(() => {
        texts = null;
      });
    }
    return texts(key, values);
  };
}
