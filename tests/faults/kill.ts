import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { openHistory } from '../../electron/open-history.ts';
import { hashReport } from '../../electron/report/json.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Random } from '../../shared/testing/random.ts';
import { startStunServer } from '../cli/stun-server.ts';
import { Life, measureLengths, type Stage, stageOf, stages, waitForMoment } from './life.ts';

export interface KillResult {
  kills: number;
  /** How many of them at which stage. */
  stages: Record<Stage, number>;
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
    const startMs = performance.now();
    const begin = () =>
      new Life(
        script,
        file,
        servers.map(({ port }) => port),
      );
    const { lengths, lines } = await measureLengths(begin());
    const reached = Object.fromEntries(stages.map((stage) => [stage, 0])) as KillResult['stages'];
    let done = 0;
    for (; done < kills && performance.now() - startMs < limitMs; done += 1) {
      const life = begin();
      await waitForMoment(life, lengths, random);
      const told = await life.kill();
      reached[stageOf(told, lengths.probes)] += 1;
      lines.push(...told);
    }
    const problems = await verify(file);
    const told = lines.filter((line) => /^(notice|not-saved|Error)/.test(line));
    return {
      kills: done,
      stages: reached,
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
