import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';

const t = createTranslate('en');
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-history-'));
  path = join(folder, 'history.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function open(file = path): Sqlite.Database {
  const opened = openDatabase(file, t);
  if (!opened.ok) throw new Error(opened.message);
  return opened.value;
}

function refuse(file = path) {
  const opened = openDatabase(file, t);
  if (opened.ok) throw new Error('was opened');
  return opened;
}

describe('openDatabase', () => {
  it('makes a history with a log, full syncs, foreign keys and overwriting of what is deleted', () => {
    const database = open();
    const pragma = (name: string) => database.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('busy_timeout')).toBe(5000);
    database.close();
  });

  it('opens its own file again, and a file that is still empty', () => {
    open().close();
    open().close();
    writeFileSync(join(folder, 'empty.db'), '');
    open(join(folder, 'empty.db')).close();
    expect(readdirSync(folder).sort()).toEqual(['empty.db', 'history.db']);
  });

  it('refuses a file of a newer version and leaves every byte of it', () => {
    const database = open();
    database.pragma('user_version = 99');
    database.close();
    const before = readFileSync(path);

    const refused = refuse();

    expect(refused.code).toBe('newer-version');
    expect(refused.message).toContain('99');
    expect(refused.message).toContain('Update Callpath');
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['history.db']);
  });

  it('refuses a newer version that stands only in the log of a crashed process, and keeps file and log', () => {
    const database = open();
    database.pragma('user_version = 99');
    // What a crash leaves: the file and the log, copied while the other process is still there.
    const crashed = join(folder, 'crashed.db');
    writeFileSync(crashed, readFileSync(path));
    writeFileSync(`${crashed}-wal`, readFileSync(`${path}-wal`));
    const before = [readFileSync(crashed), readFileSync(`${crashed}-wal`)];

    expect(refuse(crashed).code).toBe('newer-version');

    expect([readFileSync(crashed), readFileSync(`${crashed}-wal`)]).toEqual(before);
    database.close();
  });

  it('refuses a newer version without a log, and does not give it one', () => {
    const newer = new Sqlite(path);
    migrate(newer);
    newer.pragma('user_version = 2000');
    newer.close();
    const before = readFileSync(path);
    expect(refuse().code).toBe('newer-version');
    expect(readFileSync(path)).toEqual(before);
  });

  it("refuses another program's database and leaves every byte of it", () => {
    const other = new Sqlite(path);
    other.exec('CREATE TABLE bookmarks (url TEXT)');
    other.close();
    const before = readFileSync(path);
    expect(refuse().code).toBe('not-a-history');
    expect(readFileSync(path)).toEqual(before);
  });

  it('refuses a file that is not a database and leaves every byte of it', () => {
    writeFileSync(path, 'a letter to somebody'.repeat(400));
    const refused = refuse();
    expect(refused.code).toBe('not-a-history');
    expect(refused.message).toContain('Choose another file');
    expect(readFileSync(path, 'utf8')).toBe('a letter to somebody'.repeat(400));
  });

  it('refuses a folder', () => {
    mkdirSync(path);
    expect(refuse().code).toBe('is-a-folder');
  });

  it('refuses a folder that is missing and does not make it', () => {
    const refused = refuse(join(folder, 'missing', 'history.db'));
    expect(refused.code).toBe('folder-missing');
    expect(refused.message).toContain(join(folder, 'missing'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a path below a file', () => {
    writeFileSync(path, '');
    expect(refuse(join(path, 'history.db')).code).toBe('folder-missing');
  });

  it.skipIf(process.platform !== 'linux')('refuses a place that cannot be written', () => {
    const refused = refuse('/proc/callpath-history.db');
    expect(refused.code).toBe('history-not-writable');
    expect(refused.message).toContain('may write');
  });

  it('refuses a file that is torn in the middle', () => {
    open().close();
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(4096, 0xff)]));
    expect(refuse().code).toBe('history-damaged');
  });

  it('waits for a transaction of another connection instead of failing', () => {
    const first = open();
    const second = open();
    first.exec('BEGIN IMMEDIATE');
    second.pragma('busy_timeout = 1');
    expect(() => second.exec('BEGIN IMMEDIATE')).toThrow('database is locked');
    first.exec('COMMIT');
    second.exec('BEGIN IMMEDIATE; COMMIT');
    first.close();
    second.close();
  });
});
