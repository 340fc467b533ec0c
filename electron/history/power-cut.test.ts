import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { seededRandom } from '../../shared/testing/random.ts';
import { openDatabase } from './database.ts';
import { Sessions } from './sessions.ts';
import { must, reportNumber } from './testing/temporary-history.ts';

/** As far as tests can: what a disk holds when the power goes is the file, and the log up to where it was written. */

const t = createTranslate('en');
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-power-'));
  path = join(folder, 'history.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Stores probe after probe; gives how long the log was when each of them had been stored. */
function storeProbes(database: Database): number[] {
  const sessions = new Sessions(database, t);
  const { status: _, durationMs: __, ...start } = reportNumber(1).session;
  must(sessions.beginSession(start));
  return reportNumber(1).probes.map((probe) => {
    must(sessions.appendProbe(start.id, probe));
    return statSync(`${path}-wal`).size;
  });
}

function countProbes(file: string): number {
  const database = must(openDatabase(file, t));
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    return Number(database.prepare('SELECT count(*) FROM probe').pluck().get());
  } finally {
    database.close();
  }
}

it('keeps every probe that was stored before the log ends, wherever that is', () => {
  const database = must(openDatabase(path, t));
  const stored = storeProbes(database);
  const random = seededRandom(9);
  const length = stored.at(-1) ?? 0;
  const ends = [
    ...stored,
    ...stored.map((end) => end - 1),
    ...Array.from({ length: 30 }, () => Math.floor(random() * length)),
  ];
  const cut = join(folder, 'cut.db');
  for (const end of ends) {
    for (const tail of ['', '-shm']) rmSync(`${cut}${tail}`, { force: true });
    copyFileSync(path, cut);
    copyFileSync(`${path}-wal`, `${cut}-wal`);
    truncateSync(`${cut}-wal`, end);
    // The tables themselves may stand only in the log: a file without them is a history without probes.
    expect(countProbes(cut)).toBe(stored.filter((size) => size <= end).length);
  }
  database.close();
}, 60_000);

it('keeps every probe that was stored before a page of the log that was torn', () => {
  const database = must(openDatabase(path, t));
  const stored = storeProbes(database);
  const random = seededRandom(10);
  const torn = join(folder, 'torn.db');
  for (let round = 0; round < 20; round += 1) {
    copyFileSync(path, torn);
    rmSync(`${torn}-shm`, { force: true });
    const at = Math.floor(random() * (stored.at(-1) ?? 0));
    const wal = readFileSync(`${path}-wal`);
    wal.fill(0xa5, at, at + 512);
    writeFileSync(`${torn}-wal`, wal);
    const whole = stored.filter((size) => size <= at).length;
    expect(countProbes(torn)).toBeGreaterThanOrEqual(whole);
  }
  database.close();
}, 60_000);
