import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { openDatabase } from './database.ts';
import { migrate, migrations, userVersion } from './migrate.ts';
import { Sessions } from './sessions.ts';
import { must, reportNumber } from './testing/temporary-history.ts';

const t = createTranslate('en');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-version-2-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('keeps every report of version 2, and finds the imported ones', () => {
  const path = join(folder, 'history.db');
  const before = new Sqlite(path);
  migrate(before, migrations.slice(0, 2));
  const written = new Sessions(before, t);
  must(written.finishSession(reportNumber(1)));
  must(written.importReport(reportNumber(2)));
  before.close();

  const database = must(openDatabase(path, t));
  const sessions = new Sessions(database, t);
  expect(userVersion(database)).toBe(migrations.length);
  for (const n of [1, 2]) {
    expect(must(sessions.getReport(reportNumber(n).session.id))).toEqual(reportNumber(n));
  }
  const filter = { imported: true };
  const page = must(sessions.listSessions({ before: null, limit: 9, filter }));
  expect(page).toMatchObject({ sessions: [{ id: reportNumber(2).session.id }], total: 1 });
  database.close();
});
