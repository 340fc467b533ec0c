import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openHistory } from '../../electron/open-history.ts';
import { recoverInterrupted } from '../../electron/session.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { coturnServer } from '../lab/addresses.ts';
import { turnAccount } from '../lab/coturn-arguments.ts';
import { type Lab, runOn } from '../lab/standing-lab.ts';
import type { Report } from '../../shared/report.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'electron', 'cli.ts');
const timeoutMs = 240_000;

/** Arguments that name the lab's relay, by UDP and by TCP. */
export const relays = [
  ...[
    '--turn',
    `turn:${coturnServer.address}`,
    '--turn',
    `turn:${coturnServer.address}?transport=tcp`,
  ],
  ...['--username', turnAccount.username, '--credential', turnAccount.credential],
];

/** A check on the lab's client. Throws with what it printed where it gave no report. */
export async function checkInLab(
  lab: Lab,
  args: readonly string[],
  prefix: readonly string[] = [],
): Promise<Report> {
  const command = [...prefix, process.execPath, cli, 'diagnose', '--json', '--no-save', ...args];
  const { stdout, stderr, status } = await runOn(lab, 'client', command, timeoutMs);
  if (!stdout.startsWith('{')) throw new Error(`diagnose ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

/** A check that a person cancels after some seconds. */
export function cancelledCheck(lab: Lab, args: readonly string[], afterSec: number) {
  return checkInLab(lab, args, ['timeout', '--signal=INT', '--preserve-status', `${afterSec}`]);
}

/** A check whose process is killed after some seconds, as the next start recovers it from the history. */
export async function killedCheck(
  lab: Lab,
  args: readonly string[],
  afterSec: number,
): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'callpath-record-'));
  const t = createTranslate('en');
  try {
    const db = path.join(folder, 'history.db');
    // In the foreground: it waits for the process then, and no dead one is left over.
    const kill = ['timeout', '--foreground', '--signal=KILL', `${afterSec}`];
    const command = [...kill, process.execPath, cli, 'diagnose', '--db', db, ...args];
    await runOn(lab, 'client', command, timeoutMs);
    const { sessions, close } = valueOf(openHistory(db, t));
    valueOf(recoverInterrupted(sessions, t));
    const list = valueOf(sessions.listSessions({ before: null, limit: 1 }));
    const report = valueOf(sessions.getReport(list.sessions[0]?.id ?? ''));
    close();
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}
