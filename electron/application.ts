import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { Locale } from '../shared/locale.ts';
import { createTranslate, type Translate } from '../shared/messages/translate.ts';
import { type Outcome, success } from '../shared/outcome.ts';
import { defaultProfile } from '../shared/profile.ts';
import { AskedCredentials } from './policy/asked-credentials.ts';
import { openWitness, printPdf } from './chromium.ts';
import { CheckReplay } from './check-replay.ts';
import { CurrentCheck } from './current-check.ts';
import type { DeviceAccess } from './desktop/device-access.ts';
import type { IncomingFiles } from './desktop/incoming-files.ts';
import type { AnswerCall } from './desktop/late-answers.ts';
import { log } from './desktop/log.ts';
import { setMenu } from './desktop/menu.ts';
import { CheckNotifier } from './desktop/notify-check.ts';
import { notifyUpdate } from './desktop/notify-update.ts';
import { ownUpdates } from './desktop/own-updates.ts';
import { systemLocale } from './desktop/page-language.ts';
import { finishBeforeQuit } from './desktop/quit.ts';
import { checkDaily } from './desktop/update-schedule.ts';
import { noSecrets, SystemSecrets } from './desktop/secrets.ts';
import { watchPower } from './desktop/watch-power.ts';
import { isOwnerAlive } from './history/owner.ts';
import type { Sessions } from './history/sessions.ts';
import { makeAnswers, openReportFile, sendToWindow } from './ipc.ts';
import { keepLimits } from './keep-limits.ts';
import { openOwnHistory, readOnlyNotice } from './open-history.ts';
import { ReportOpening } from './open-report.ts';
import { Configuration } from './policy/configuration.ts';
import { applyRetention } from './policy/effective-retention.ts';
import { logPolicy } from './policy/log-policy.ts';
import type { PolicyFile } from './policy/policy-file.ts';
import { policyNotices } from './policy/policy-messages.ts';
import { usedPolicyPath } from './policy/policy-path.ts';
import { PolicySource } from './policy/policy-source.ts';
import { loadActiveProfile, ProfileStore } from './profiles.ts';
import type { Services } from './services.ts';
import { Troubles } from './troubles.ts';
import { focusWindow, pageAddress } from './window.ts';
import { handleTroubles, logStart, markRun, saveDiagnostics } from './window-troubles.ts';

/** How long quitting waits for a cancelled check to be stored. */
const quitLimitMs = 3_000;
const translations = new Map<Locale, Translate>();

export interface WindowTerms {
  window: BrowserWindow;
  /** The folder of profile, secrets and history. */
  userData: string;
  devices: DeviceAccess;
  incoming: IncomingFiles;
}

/** Opens what the window works on. Gives what answers its page. */
export function serveWindow({ window, userData, devices, incoming }: WindowTerms): AnswerCall {
  const services = makeServices(userData, devices);
  services.window = () => (window.isDestroyed() ? null : window);
  serveDesktop(services, userData);
  handleTroubles({ app, window, address: pageAddress, userData, services });
  window.once('closed', () => {
    services.check.cancel();
  });
  // The page listens from then on.
  afterLoad(window, () => {
    logStart(services.app.version, userData);
    incoming.listen((path) => void openReportFile(services, path));
  });
  finishBeforeQuit(app, () => services.check.cancelAndWait(quitLimitMs));
  return makeAnswers(services);
}

/** Never, where the window was closed while this was being loaded. */
function afterLoad(window: BrowserWindow, run: () => void): void {
  if (window.isDestroyed()) return;
  const { webContents } = window;
  if (webContents.isLoading()) webContents.once('did-finish-load', run);
  else run();
}

/** Opens what the handlers work on. What cannot be opened is left as it is, and named in the notices. */
function makeServices(userData: string, devices: DeviceAccess): Services {
  const { profiles, problem: profileLock } = openProfiles(userData);
  const policy = new PolicySource(usedPolicyPath(app.isPackaged), {
    onRead: (file) => {
      logPolicy(file, log);
    },
  });
  const asked = new AskedCredentials();
  const configuration = new Configuration(profiles, () => policy.current(), asked);
  const locale = () => {
    const { value } = configuration.effective().locale;
    return value === 'system' ? systemLocale() : value;
  };
  const t = () => textsOf(locale());
  const notices = policyNotices(policy.current(), t());
  if (profileLock) {
    notices.push(t()('desktop.notice.profileNotUsed', { reason: profileLock.message }));
  }
  const opened = openOwnHistory(userData, t());
  const history = () => (opened.ok ? opened.value.sessions.in(t()) : null);
  if (opened.ok) app.on('will-quit', opened.value.close);
  else notices.push(t()('desktop.notice.noHistory', { reason: opened.message }));
  const readOnly = opened.ok ? readOnlyNotice(opened.value.file, t()) : null;
  notices.push(
    ...(opened.ok ? opened.value.notices : []),
    ...(readOnly === null ? [] : [readOnly]),
  );
  const run = markRun(app, userData);
  const writable = readOnly === null ? history() : null;
  const tidied = tidyHistory(writable, policy.current(), t(), run.endedUnexpectedly);
  run.begin();
  return {
    app: { name: app.getName(), version: app.getVersion() },
    window: () => null,
    check: new CurrentCheck(),
    profiles,
    configuration,
    asked,
    profileLock,
    history,
    locale,
    t,
    notices: tidied.then((more) => [...notices, ...more]),
    troubles: new Troubles(),
    replay: new CheckReplay(),
    openWitness,
    watchPower,
    printPdf,
    devices,
    opening: new ReportOpening({ history, t }),
    updates: ownUpdates({ settings: () => configuration.effective().updates.value }),
    onLocaleChanged: () => undefined,
    onCheckEvent: () => undefined,
  };
}

/** What stands around the page: menus in the chosen language, how a check is doing, and the limits of the history. */
function serveDesktop(services: Services, userData: string): void {
  const limits = keepLimits(() => {
    const history = services.history();
    if (history) applyRetention(history.file, services.configuration.policyFile);
  });
  app.on('will-quit', limits.stop);
  const notifier = new CheckNotifier({
    window: services.window,
    t: services.t,
    onClick: () => {
      const window = services.window();
      if (window) focusWindow(window);
    },
  });
  services.onCheckEvent = (event) => {
    services.replay.follow(event);
    if (event) notifier.follow(event);
    else {
      notifier.end();
      limits.now();
    }
  };
  services.updates.onChange = (state) => {
    if (state.phase === 'failed') {
      log.warn('update-failed', { failure: state.failure, detail: state.detail });
    } else if (state.phase === 'installing')
      log.info('update-installing', { version: state.version });
    sendToWindow(services.window(), 'updateEvent', state);
  };
  checkDaily(services.updates, (version) => {
    notifyUpdate(version, services.t(), () => {
      const window = services.window();
      if (window) focusWindow(window);
      sendToWindow(window, 'command', 'about');
    });
  });
  services.onLocaleChanged = () => {
    setMenu(services.t(), {
      app: services.app,
      forDevelopers: !app.isPackaged,
      onCommand: (command) => {
        const window = services.window();
        if (window) focusWindow(window);
        if (command === 'saveDiagnostics') void saveDiagnostics(services, userData);
        else sendToWindow(window, 'command', command);
      },
    });
  };
  services.onLocaleChanged();
}

/** The user's profile; the default one, and why, where its file cannot be read. */
function openProfiles(userData: string) {
  const path = join(userData, 'profile.json');
  const loaded = loadActiveProfile(path);
  if (!loaded.ok) {
    return { profiles: new ProfileStore(path, defaultProfile, noSecrets), problem: loaded };
  }
  const secrets = new SystemSecrets(join(userData, 'secrets.json'));
  return { profiles: new ProfileStore(path, loaded.value, secrets), problem: null };
}

/** Finishes what the last start left behind; returns what a person should know of it. */
async function tidyHistory(
  history: Sessions | null,
  policyFile: PolicyFile,
  t: Translate,
  endedUnexpectedly: boolean,
): Promise<string[]> {
  const ended = endedUnexpectedly ? [t('trouble.endedBefore')] : [];
  if (!history) return ended;
  const recovered = await recover(history, t);
  const purged = history.file.purgeDeleted();
  const limited = applyRetention(history.file, policyFile);
  const messages = [recovered, purged, limited].flatMap((outcome) =>
    outcome.ok ? [] : [outcome.message],
  );
  // One file that cannot be written is told once.
  const failures = [...new Set(messages)];
  const count = recovered.ok ? recovered.value : 0;
  const removed = limited.ok ? limited.value.removed : 0;
  if (removed > 0) failures.push(t('storage.removedByLimits', { count: removed }));
  if (count > 0) failures.push(t('desktop.notice.recovered', { count }));
  return [...failures, ...ended];
}

/** The engine is only loaded where there is something to judge: the window opens earlier without it. */
async function recover(history: Sessions, t: Translate): Promise<Outcome<number>> {
  const left = history.findInterrupted(isOwnerAlive);
  if (!left.ok || left.value.length === 0) return left.ok ? success(0) : left;
  const { recoverInterrupted } = await import('./session.ts');
  return recoverInterrupted(history, t);
}

function textsOf(locale: Locale): Translate {
  const texts = translations.get(locale) ?? createTranslate(locale);
  translations.set(locale, texts);
  return texts;
}
