import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTranslate } from '../shared/messages/translate.ts';
import { seededRandom } from '../shared/testing/random.ts';
import { turnRelay } from '../shared/testing/turn-probes.ts';
import { codeOf, must, reportNumber } from './history/testing/temporary-history.ts';
import { type OpenedHistory, openHistory } from './open-history.ts';
import { hashReport, sealReport } from './report/json.ts';
import { recoverInterrupted } from './session.ts';

const t = createTranslate('en');
const count = 20;
let folder: string;
let path: string;

/** Sealed, with texts of all lengths: some rows need pages of their own. */
const sealed = (n: number) => {
  const report = reportNumber(n, {
    session: { note: 'x'.repeat(n * 700) },
    probes: [...reportNumber(n).probes, turnRelay('turn.example.org')],
  });
  return sealReport(report);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-damage-'));
  path = join(folder, 'history.db');
  const history = must(openHistory(path, t));
  for (let n = 1; n <= count; n += 1) must(history.sessions.finishSession(sealed(n)));
  must(history.sessions.file.setRetention({ maxAgeDays: 36_500, maxSizeMiB: null }));
  history.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function overwrite(start: number, bytes: Buffer, file = path): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, bytes, 0, bytes.length, start);
  closeSync(opened);
}

/** Every report that can be read, by its id, after what was interrupted was judged. */
function reportsOf(history: OpenedHistory) {
  must(recoverInterrupted(history.sessions, t));
  const { sessions } = must(history.sessions.listSessions({ before: null, limit: 500 }));
  return sessions.map(({ id }) => must(history.sessions.getReport(id)));
}

const isSound = async (history: OpenedHistory) =>
  must(await history.sessions.file.verify(hashReport)).problems.length === 0;

function setAside(): string {
  const [name] = readdirSync(folder).filter((one) => /^history\.damaged-.*Z\.db$/.test(one));
  if (name === undefined) throw new Error('nothing was set aside');
  return join(folder, name);
}

describe('a damaged history', () => {
  it.each<[string, (size: number) => void]>([
    ['its header', () => overwrite(0, Buffer.alloc(100, 0x55))],
    ['its schema', () => overwrite(100, Buffer.alloc(3996, 0xff))],
  ])('without %s is recovered whole', async (_, damage) => {
    damage(statSync(path).size);
    const before = readFileSync(path);
    const history = must(openHistory(path, t, { isOwn: true }));
    expect(reportsOf(history)).toEqual(Array.from({ length: count }, (_, i) => sealed(count - i)));
    expect(must(history.sessions.file.retention()).maxAgeDays).toBe(36_500);
    expect(await isSound(history)).toBe(true);
    expect(history.notices).toEqual([expect.stringContaining(setAside())]);
    expect(history.notices[0]).toContain(`${count} checks could be read`);
    expect(readFileSync(setAside()).equals(before)).toBe(true);
    history.close();
    const again = must(openHistory(path, t, { isOwn: true }));
    expect(again.notices).toEqual([]);
    again.close();
  });

  it('gives every session whose pages are whole, whichever page is lost', async () => {
    const random = seededRandom(3);
    const pages = statSync(path).size / 4096;
    const original = readFileSync(path);
    for (let round = 0; round < 12; round += 1) {
      writeFileSync(path, original);
      const page = 1 + Math.floor(random() * (pages - 1));
      overwrite(page * 4096, Buffer.from(Array.from({ length: 4096 }, () => random() * 256)));
      const opened = openHistory(path, t);
      expect(codeOf(opened)).toBe('ok');
      const history = must(opened);
      const reports = reportsOf(history);
      // One page holds parts of a few sessions at most.
      expect(reports.length).toBeGreaterThan(count - 15);
      const untouched = reports.filter(({ session }) => session.status === 'completed');
      for (const report of untouched) {
        expect(report).toEqual(sealed(Number.parseInt(report.session.id.slice(-12), 16)));
      }
      expect(await isSound(history)).toBe(true);
      history.close();
    }
  }, 60_000);

  it('that was cut short gives what is left', async () => {
    truncateSync(path, Math.floor(statSync(path).size / 2 / 4096) * 4096);
    const history = must(openHistory(path, t));
    expect(reportsOf(history).length).toBeGreaterThan(0);
    expect(await isSound(history)).toBe(true);
    history.close();
  });

  it('gives what stands only in the log of a process that was killed', () => {
    const victim = must(openHistory(path, t));
    must(victim.sessions.finishSession(sealed(count + 1)));
    const crashed = join(folder, 'crashed.db');
    copyFileSync(path, crashed);
    copyFileSync(`${path}-wal`, `${crashed}-wal`);
    victim.close();
    overwrite(0, Buffer.alloc(100, 0x55), crashed);
    const history = must(openHistory(crashed, t, { isOwn: true }));
    expect(reportsOf(history)).toHaveLength(count + 1);
    history.close();
  });

  it('in the place of the own one gives way, also where nothing in it can be read', () => {
    writeFileSync(path, 'nothing of a history '.repeat(500));
    const history = must(openHistory(path, t, { isOwn: true }));
    expect(history.notices[0]).toContain('nothing in it could be read');
    expect(readFileSync(setAside(), 'latin1')).toContain('nothing of a history');
    history.close();
  });

  it('is left where it is while another process has it open', () => {
    const other = new Sqlite(path);
    other.prepare('SELECT count(*) FROM session').get();
    overwrite(2 * 4096, Buffer.alloc((statSync(path).size / 4096 - 2) * 4096, 0xff));
    const before = readFileSync(path);
    expect(codeOf(openHistory(path, t))).toBe('history-busy');
    expect(readFileSync(path).equals(before)).toBe(true);
    other.close();
    expect(codeOf(openHistory(path, t))).toBe('ok');
  });
});

it('leaves a file that is no history where it is', () => {
  const letter = join(folder, 'letter.db');
  writeFileSync(letter, 'a letter to somebody'.repeat(400));
  expect(codeOf(openHistory(letter, t))).toBe('not-a-history');
  expect(readFileSync(letter, 'utf8')).toBe('a letter to somebody'.repeat(400));
  expect(readdirSync(folder).sort()).toEqual(['history.db', 'letter.db']);
});
