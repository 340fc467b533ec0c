import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { openDatabase } from './database.ts';
import { isOwnerAlive } from './owner.ts';
import { Sessions } from './sessions.ts';

const t = createTranslate('en');
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-processes-'));
  path = join(folder, 'history.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs code in a process of its own, with `sessions` of the same file, a report `numbered(n)` and `must`. */
function runInProcess(code: string): ChildProcess {
  const module = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const script = `
    import { createTranslate } from ${module('../../shared/messages/translate.ts')};
    import { exampleReport } from ${module('../../shared/testing/example-report.ts')};
    import { openDatabase } from ${module('./database.ts')};
    import { Sessions } from ${module('./sessions.ts')};
    const t = createTranslate('en');
    function must(outcome) {
      if (!outcome.ok) throw new Error(outcome.code);
      return outcome.value;
    }
    function numbered(n) {
      const report = exampleReport();
      const id = report.session.id.slice(0, -4) + String(n).padStart(4, '0');
      return { ...report, session: { ...report.session, id, startedAt: new Date().toISOString() } };
    }
    const sessions = new Sessions(must(openDatabase(${JSON.stringify(path)}, t)), t);
    ${code}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The example is not sealed: its hash is whatever it says. */
const hashAsNamed = (report: Report) => report.integrity.sha256;

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

it('lets several processes make, open and write one history at the same time', async () => {
  const writers = [0, 1, 2, 3].map((w) =>
    runInProcess(
      `for (let n = 0; n < 10; n += 1) must(sessions.importReport(numbered(${w} * 10 + n)));`,
    ),
  );
  const exits = await Promise.all(writers.map((writer) => once(writer, 'exit')));
  expect(exits).toEqual(writers.map(() => [0, null]));

  const database = must(openDatabase(path, t));
  const sessions = new Sessions(database, t);
  expect(must(sessions.listSessions({ before: null, limit: 1 })).total).toBe(40);
  expect(must(await sessions.file.verify(hashAsNamed)).problems).toEqual([]);
  database.close();
}, 30_000);

it('keeps every probe that had ended when a process is killed, and knows that it is gone', async () => {
  const victim = runInProcess(`
    const { status, durationMs, ...start } = numbered(7).session;
    must(sessions.beginSession(start));
    for (const probe of numbered(7).probes.slice(0, 4)) must(sessions.appendProbe(start.id, probe));
    console.log('written');
    setInterval(() => {}, 1000);`);
  await once(victim.stdout ?? victim, 'data');
  const database = must(openDatabase(path, t));
  const sessions = new Sessions(database, t);
  expect(must(sessions.findInterrupted(isOwnerAlive))).toEqual([]);

  victim.kill('SIGKILL');
  await once(victim, 'exit');

  const [interrupted] = must(sessions.findInterrupted(isOwnerAlive));
  expect(interrupted?.probes).toEqual(exampleReport().probes.slice(0, 4));
  database.close();
}, 30_000);
