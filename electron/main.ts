import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, Menu, session } from 'electron';
import { registerAppScheme, serveApp } from './desktop/app-protocol.ts';
import { DeviceAccess } from './desktop/device-access.ts';
import { endWithoutLock } from './desktop/end-without-lock.ts';
import { cutOffNetwork, denyNavigation, restrictSession } from './desktop/hardening.ts';
import { headlessCommandLine } from './desktop/headless-command-line.ts';
import { IncomingFiles } from './desktop/incoming-files.ts';
import { takeCalls } from './desktop/late-answers.ts';
import { errorFacts, log } from './desktop/log.ts';
import { pageLanguage } from './desktop/page-language.ts';
import { reportArgument } from './desktop/report-argument.ts';
import { openOwnLog } from './own-log.ts';
import { languageOfPolicy } from './policy/language-of-policy.ts';
import { usedPolicyPath } from './policy/policy-path.ts';
import { focusWindow, openWindow } from './window.ts';

/** Of the bundles: this file is part of one. */
const outPath = join(import.meta.dirname, '..');

const commandLine = headlessCommandLine(process.argv);
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
  else endWithoutLock(app.getPath('userData')).catch(giveUp);
} else {
  const { runHeadless } = await import('./headless.ts');
  await runHeadless(commandLine);
}

/**
 * The window first; what it works on is loaded when it is shown. What a person does in it before that is answered then.
 */
async function start(): Promise<void> {
  const userData = app.getPath('userData');
  mkdirSync(userData, { recursive: true });
  const devices = new DeviceAccess();
  restrictSession(session.defaultSession, {
    mayOpenDevices: (request) => devices.allows(request),
  });
  cutOffNetwork(session.defaultSession);
  serveApp(join(outPath, 'renderer'), {
    language: () => pageLanguage(userData, languageOfPolicy(usedPolicyPath(app.isPackaged))),
  });
  const { window, shown } = openWindow({
    preloadPath: join(outPath, 'preload', 'preload.cjs'),
    statePath: join(userData, 'window.json'),
  });
  app.on('second-instance', (_event, argv, folder) => {
    incoming.add(reportArgument(argv, folder));
    if (!window.isDestroyed()) focusWindow(window);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  const answers = shown.then(async () => {
    const { serveWindow } = await import('./application.ts');
    return serveWindow({ window, userData, devices, incoming });
  });
  takeCalls(answers);
  await answers.catch((error: unknown) => {
    // Whoever closes the window this early has ended the start with it.
    if (!window.isDestroyed()) throw error;
  });
}

/** Only a mistake in Callpath leads here. */
function giveUp(error: unknown): void {
  console.error(error);
  log.error('start-failed', errorFacts(error));
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  void openOwnLog(app.getPath('userData')).then(() => {
    dialog.showErrorBox('Callpath could not start', `Please report this text:\n${text}`);
    app.exit(1);
  });
}
