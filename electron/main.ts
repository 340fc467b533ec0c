import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, Menu, session } from 'electron';
import { type Locale, matchLocale } from '../shared/locale.ts';
import { createTranslate, type Translate } from '../shared/messages/translate.ts';
import { type Outcome, success } from '../shared/outcome.ts';
import { defaultProfile } from '../shared/profile.ts';
import { exitStatus } from './cli/exit-status.ts';
import { findForeignSwitch, foreignSwitchMessage } from './cli/refuse-arguments.ts';
import { CurrentCheck } from './current-check.ts';
import { DeviceAccess } from './desktop/device-access.ts';
import { registerAppScheme, serveApp } from './desktop/app-protocol.ts';
import { cutOffNetwork, denyNavigation, restrictSession } from './desktop/hardening.ts';
import { IncomingFiles } from './desktop/incoming-files.ts';
import { setMenu } from './desktop/menu.ts';
import { CheckNotifier } from './desktop/notify-check.ts';
import { finishBeforeQuit } from './desktop/quit.ts';
import { reportArgument } from './desktop/report-argument.ts';
import { noSecrets, SystemSecrets } from './desktop/secrets.ts';
import { temporarySessionData } from './desktop/session-data.ts';
import { openWitnessPage } from './desktop/witness-page.ts';
import { isOwnerAlive } from './history/owner.ts';
import type { Sessions } from './history/sessions.ts';
import { openOwnHistory } from './open-history.ts';
import { openReportFile, registerIpc, sendToWindow, type Services } from './ipc.ts';
import { ReportOpening } from './open-report.ts';
import { PageWitness } from './page-witness.ts';
import { loadActiveProfile, ProfileStore } from './profiles.ts';
import type { PrintPdf } from './report/render.ts';
import { focusWindow, openWindow } from './window.ts';

/** How long quitting waits for a cancelled check to be stored. */
const quitLimitMs = 3_000;
const outPath = join(import.meta.dirname, '..');
const translations = new Map<Locale, Translate>();

const headlessAt = process.argv.indexOf('--headless');
const commandLine = headlessAt === -1 ? null : process.argv.slice(headlessAt + 1);
/** Reports that the system, the command line or the menu asks to be opened. */
const incoming = new IncomingFiles();
registerAppScheme();
denyNavigation(app);
if (commandLine === null) {
  incoming.add(reportArgument(process.argv, process.cwd()));
  // On macOS; for a file that starts the application before it is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    incoming.add(path);
  });
  // Electron would build menus of its own, to be replaced at once.
  Menu.setApplicationMenu(null);
  if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(giveUp);
  else app.quit();
} else {
  // Electron waits for this module before it starts Chromium: what is refused is refused before.
  const { main, optionNames } = await import('./cli/program.ts');
  const foreign = findForeignSwitch(commandLine, optionNames());
  if (foreign !== null) {
    process.stderr.write(foreignSwitchMessage(foreign));
    app.exit(exitStatus.wrongUsage);
  } else if (usesChromium(commandLine)) {
    // Not waited for: Chromium starts meanwhile. With --headless it does so without a display.
    void runBesideChromium(commandLine);
  } else {
    // These commands have no use for Chromium.
    app.exit(await main(commandLine));
  }
}

/** A diagnosis has Chromium as its second witness, and an export may be a PDF. */
function usesChromium([command, subcommand]: string[]): boolean {
  return command === 'diagnose' || (command === 'history' && subcommand === 'export');
}

/** The command line of the packaged application, where it needs Chromium. Never rejects. */
async function runBesideChromium(args: string[]): Promise<void> {
  // The window may be open as well, and Chromium's data belongs to one process.
  const removeData = temporarySessionData(app);
  // Standard error is for the check: no complaints about a missing display, sound card or system bus.
  for (const name of ['disable-logging', 'disable-audio-output'])
    app.commandLine.appendSwitch(name);
  app.disableHardwareAcceleration();
  const { main } = await import('./cli/program.ts');
  const status = await main(args, { openWitness, printPdf });
  removeData();
  app.exit(status);
}

/** Loaded when it is needed: the first view is not. */
async function printPdf(...page: Parameters<PrintPdf>): Promise<Uint8Array> {
  return (await import('./desktop/print-pdf.ts')).printPdf(...page);
}

function openWitness(): PageWitness {
  return new PageWitness((sends, listener) =>
    openWitnessPage(
      {
        preloadPath: join(outPath, 'preload', 'witness-preload.cjs'),
        rendererPath: join(outPath, 'renderer'),
        fromEachAdapter: sends === 'adapters',
      },
      listener,
    ),
  );
}

function start(): void {
  const userData = app.getPath('userData');
  mkdirSync(userData, { recursive: true });
  restrictSession(session.defaultSession, {
    mayOpenDevices: (request) => services.devices.allows(request),
  });
  cutOffNetwork(session.defaultSession);
  serveApp(join(outPath, 'renderer'));
  // First of all: the page's process starts while what it will ask for is opened.
  const window = openWindow({
    preloadPath: join(outPath, 'preload', 'preload.cjs'),
    statePath: join(userData, 'window.json'),
  });
  const services = makeServices(userData);
  registerIpc(services);
  services.window = () => (window.isDestroyed() ? null : window);
  serveDesktop(services);
  window.once('closed', () => {
    services.check.cancel();
  });
  app.on('second-instance', (_event, argv, folder) => {
    incoming.add(reportArgument(argv, folder));
    if (!window.isDestroyed()) focusWindow(window);
  });
  // The page listens from then on.
  window.webContents.once('did-finish-load', () => {
    incoming.listen((path) => void openReportFile(services, path));
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  finishBeforeQuit(app, () => services.check.cancelAndWait(quitLimitMs));
}

/** Opens what the handlers work on. What cannot be opened is left as it is, and named in the notices. */
function makeServices(userData: string): Services {
  const { profiles, problem: profileLock } = openProfiles(userData);
  const locale = () => (profiles.locale === 'system' ? systemLocale() : profiles.locale);
  const t = () => textsOf(locale());
  const notices: string[] = [];
  if (profileLock) {
    notices.push(t()('desktop.notice.profileNotUsed', { reason: profileLock.message }));
  }
  const opened = openOwnHistory(userData, t());
  const history = () => (opened.ok ? opened.value.sessions.in(t()) : null);
  if (opened.ok) app.on('will-quit', opened.value.close);
  else notices.push(t()('desktop.notice.noHistory', { reason: opened.message }));
  notices.push(...(opened.ok ? opened.value.notices : []));
  const tidied = tidyHistory(history(), t());
  return {
    app: { name: app.getName(), version: app.getVersion() },
    window: () => null,
    check: new CurrentCheck(),
    profiles,
    profileLock,
    history,
    locale,
    t,
    notices: tidied.then((more) => [...notices, ...more]),
    openWitness,
    printPdf,
    devices: new DeviceAccess(),
    opening: new ReportOpening({ history, t }),
    onLocaleChanged: () => undefined,
    onCheckEvent: () => undefined,
  };
}

/** What stands around the page: menus in the chosen language, and how a check is doing. */
function serveDesktop(services: Services): void {
  const notifier = new CheckNotifier({
    window: services.window,
    t: services.t,
    onClick: () => {
      const window = services.window();
      if (window) focusWindow(window);
    },
  });
  services.onCheckEvent = (event) => {
    if (event) notifier.follow(event);
    else notifier.end();
  };
  services.onLocaleChanged = () => {
    setMenu(services.t(), {
      app: services.app,
      forDevelopers: !app.isPackaged,
      onCommand: (command) => {
        const window = services.window();
        if (window) focusWindow(window);
        sendToWindow(window, 'command', command);
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
async function tidyHistory(history: Sessions | null, t: Translate): Promise<string[]> {
  if (!history) return [];
  const recovered = await recover(history, t);
  const purged = history.file.purgeDeleted();
  const limited = history.file.applyRetention();
  const failures = [recovered, purged, limited].flatMap((outcome) =>
    outcome.ok ? [] : [outcome.message],
  );
  const count = recovered.ok ? recovered.value : 0;
  const removed = limited.ok ? limited.value.removed : 0;
  if (removed > 0) failures.push(t('storage.removedByLimits', { count: removed }));
  return count === 0 ? failures : [...failures, t('desktop.notice.recovered', { count })];
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

function systemLocale(): Locale {
  return matchLocale(app.getPreferredSystemLanguages()[0] ?? 'en');
}

/** Only a mistake in Callpath leads here. */
function giveUp(error: unknown): void {
  console.error(error);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  dialog.showErrorBox('Callpath could not start', `Please report this text:\n${text}`);
  app.exit(1);
}
