import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { openHistory } from '../../electron/open-history.ts';
import { hashReport } from '../../electron/report/json.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Random } from '../../shared/testing/random.ts';
import { startStunServer } from '../cli/stun-server.ts';

/** A check of what a round needs is answered long before that; a kill falls into its first half second. */
const readyLimitMs = 30_000;
const longestLifeMs = 700;
/** Some are killed before they are ready: while the file is opened, and what was left behind is judged. */
const earlyShare = 0.2;
const earlyLifeMs = 500;

export interface KillResult {
  kills: number;
  /** Probes that a process had told to be stored. */
  probes: number;
  finished: number;
  /** Of these, those that are not in the file. */
  lost: string[];
  /** What `history verify` says at the end, and what damage was found at a start. */
  problems: string[];
}

/**
 * Kills a process that makes checks again and again, each time at a random moment, always with the same history. It ends after
 * `limitMs` also where there were fewer kills.
 */
export async function killRounds(
  script: string,
  kills: number,
  random: Random,
  limitMs = Infinity,
): Promise<KillResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'callpath-kills-'));
  const servers = await Promise.all([startStunServer(), startStunServer(), startStunServer()]);
  try {
    const file = path.join(folder, 'history.db');
    const lines: string[] = [];
    const startMs = performance.now();
    let done = 0;
    for (; done < kills && performance.now() - startMs < limitMs; done += 1) {
      lines.push(
        ...(await oneLife(
          script,
          file,
          servers.map(({ port }) => port),
          random,
        )),
      );
    }
    const problems = await verify(file);
    const told = lines.filter((line) => /^(notice|not-saved|Error)/.test(line));
    return {
      kills: done,
      probes: lines.filter((line) => line.startsWith('probe ')).length,
      finished: lines.filter((line) => line.startsWith('finished ')).length,
      lost: lostOf(file, lines),
      problems: [...told, ...problems],
    };
  } finally {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts a process, kills it at a random moment and gives the whole lines that it had printed. */
async function oneLife(
  script: string,
  file: string,
  ports: number[],
  random: Random,
): Promise<string[]> {
  const child = spawn(process.execPath, [script, file, ports.join(',')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: readyLimitMs,
    killSignal: 'SIGKILL',
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const closed = once(child, 'close');
  if (random() < earlyShare) {
    await setTimeout(random() * earlyLifeMs);
  } else {
    while (!output.includes('ready\n') && child.exitCode === null) {
      await Promise.race([once(child.stdout, 'data'), closed]);
    }
    await setTimeout(random() * longestLifeMs);
  }
  child.kill('SIGKILL');
  const [code] = (await closed) as [number | null];
  const lines = output.split('\n').slice(0, -1);
  // It ends by a kill only; a status of its own is a failure that standard error explains.
  return code === null ? lines : [...lines, `Error: ended with ${code}`];
}

/** The lines that tell of something which is not in the file. */
function lostOf(file: string, lines: string[]): string[] {
  const database = new Sqlite(file);
  try {
    const tables = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'probe'").get();
    if (!tables) return lines.filter((line) => /^(probe|finished) /.test(line));
    const probe = database.prepare('SELECT 1 FROM probe WHERE session_id = ? AND id = ?');
    const finished = database.prepare(
      "SELECT 1 FROM session WHERE id = ? AND status = 'completed'",
    );
    return lines.filter((line) => {
      const [what, session = '', id = ''] = line.split(' ');
      if (what === 'probe') return !probe.get(session, id);
      return what === 'finished' && !finished.get(session);
    });
  } finally {
    database.close();
  }
}

async function verify(file: string): Promise<string[]> {
  const opened = openHistory(file, createTranslate('en'));
  if (!opened.ok) return [opened.message];
  const checked = await opened.value.sessions.file.verify(hashReport);
  opened.value.close();
  if (!checked.ok) return [checked.message];
  return [...opened.value.notices, ...checked.value.problems.map(({ message }) => message)];
}
