import { setTimeout } from 'node:timers/promises';
import { app } from 'electron';
import { openWitness, printPdf } from './chromium.ts';
import { exitStatus } from './cli/exit-status.ts';
import { main, optionNames } from './cli/program.ts';
import { findForeignSwitch, foreignSwitchMessage } from './cli/refuse-arguments.ts';
import { log } from './desktop/log.ts';
import { temporarySessionData } from './desktop/session-data.ts';
import { watchProcesses } from './desktop/watch-processes.ts';
import { openOwnLog } from './own-log.ts';
import { logPolicy } from './policy/log-policy.ts';
import { usedPolicyPath } from './policy/policy-path.ts';

const readyWithinMs = 2_000;

/**
 * The command line of the packaged application, behind `--headless`. Electron waits for this before it starts Chromium: what
 * is refused is refused before, and what has no use for Chromium has ended by then. Never rejects.
 */
export async function runHeadless(commandLine: string[]): Promise<void> {
  watchProcesses(app, (error) => void giveUp(error));
  const foreign = findForeignSwitch(commandLine, optionNames());
  if (foreign !== null) {
    process.stderr.write(foreignSwitchMessage(foreign));
    app.exit(exitStatus.wrongUsage);
  } else if (usesChromium(commandLine)) {
    // Not waited for: Chromium starts meanwhile. With --headless it does so without a display.
    void runBesideChromium(commandLine);
  } else {
    app.exit(await main(commandLine, { policyPath: usedPolicyPath(app.isPackaged) }));
  }
}

/** A diagnosis has Chromium as its second witness, and an export may be a PDF. */
function usesChromium([command, subcommand]: string[]): boolean {
  return command === 'diagnose' || (command === 'history' && subcommand === 'export');
}

async function runBesideChromium(args: string[]): Promise<void> {
  // The window may be open as well, and Chromium's data belongs to one process.
  const removeData = temporarySessionData(app);
  // Standard error is for the check: no complaints about a missing display, sound card or system bus.
  for (const name of ['disable-logging', 'disable-audio-output'])
    app.commandLine.appendSwitch(name);
  app.disableHardwareAcceleration();
  const userData = app.getPath('userData');
  log.info('headless-started', { version: app.getVersion() });
  void app.whenReady().then(() => openOwnLog(userData));
  const status = await main(args, {
    openWitness,
    printPdf,
    policyPath: usedPolicyPath(app.isPackaged),
    onPolicyRead: (file) => {
      logPolicy(file, log);
    },
  });
  log.info('headless-ended', { status });
  // What ends before Chromium has started, such as --help, ends at once and leaves no line.
  if (app.isReady()) await openOwnLog(userData);
  removeData();
  app.exit(status);
}

/** What was measured until then is in the history, and judged at the next start. */
async function giveUp(error: unknown): Promise<void> {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  await openOwnLog(app.getPath('userData'));
  // A command that has no use for Chromium keeps it from starting.
  await Promise.race([app.whenReady(), setTimeout(readyWithinMs)]);
  app.exit(exitStatus.internalFailure);
}
