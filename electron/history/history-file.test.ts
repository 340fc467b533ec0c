import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { openDatabase } from './database.ts';
import { Sessions } from './sessions.ts';
import {
  codeOf,
  must,
  reportNumber,
  type TemporaryHistory,
  temporaryHistory,
} from './testing/temporary-history.ts';

const mebibyte = 1024 * 1024;
let history: TemporaryHistory;

beforeEach(() => {
  history = temporaryHistory();
});
afterEach(() => {
  history.remove();
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

function store(n: number, days: number, note = ''): string {
  const report = reportNumber(n, { session: { startedAt: daysAgo(days), note } });
  must(history.sessions.finishSession(report));
  return report.session.startedAt;
}

const ids = () =>
  must(history.sessions.listSessions({ before: null, limit: 500 })).sessions.map(({ id }) =>
    Number.parseInt(id.slice(-12), 16),
  );

describe('limits', () => {
  it('are off at first, and remove nothing then', () => {
    store(1, 10_000);
    expect(must(history.sessions.file.applyRetention())).toEqual({ removed: 0 });
    expect(must(history.sessions.file.retention())).toMatchObject({
      maxAgeDays: null,
      maxSizeMiB: null,
      sessions: 1,
    });
  });

  it('of age remove what is older, for good, after a preview of it', () => {
    const [oldest, newest] = [store(1, 40), store(2, 31)];
    store(3, 29);
    const limits = { maxAgeDays: 30, maxSizeMiB: null };
    expect(must(history.sessions.file.previewRetention(limits))).toMatchObject({
      sessions: 2,
      oldest,
      newest,
    });
    expect(ids()).toEqual([3, 2, 1]);
    expect(must(history.sessions.file.setRetention(limits))).toMatchObject({
      ...limits,
      sessions: 1,
    });
    expect(ids()).toEqual([3]);
    expect(must(history.sessions.restoreSessions([reportNumber(1).session.id])).restored).toBe(0);
  });

  it('of age count from the day on which a report was imported', () => {
    must(history.sessions.importReport(reportNumber(1, { session: { startedAt: daysAgo(999) } })));
    must(history.sessions.file.setRetention({ maxAgeDays: 30, maxSizeMiB: null }));
    expect(ids()).toEqual([1]);
  });

  it('leave a check that runs', () => {
    const { status: _, durationMs: __, ...start } = reportNumber(1).session;
    must(history.sessions.beginSession({ ...start, startedAt: daysAgo(999) }));
    must(history.sessions.file.setRetention({ maxAgeDays: 1, maxSizeMiB: 1 }));
    expect(ids()).toEqual([1]);
  });

  it('of size remove the oldest, and the file shrinks below them', () => {
    for (let n = 1; n <= 40; n += 1)
      store(n, 100 - n, 'x'.repeat(10_000) + '\ud83d\ude00'.repeat(20_000));
    const limits = { maxAgeDays: null, maxSizeMiB: 2 };
    const before = must(history.sessions.file.retention());
    expect(before.sizeMiB).toBeGreaterThan(3);
    const preview = must(history.sessions.file.previewRetention(limits));
    expect(preview.sessions).toBeGreaterThan(5);
    const after = must(history.sessions.file.setRetention(limits));
    expect(after.sizeMiB).toBeLessThanOrEqual(2);
    expect(after.sessions).toBeGreaterThan(5);
    expect(ids()).toEqual(Array.from({ length: after.sessions }, (_, i) => 40 - i));
    expect(statSync(history.path).size).toBeLessThanOrEqual(2.1 * mebibyte);
  });

  it('are the same for every process that has the history open', () => {
    must(history.sessions.file.setRetention({ maxAgeDays: 90, maxSizeMiB: 500 }));
    const t = createTranslate('en');
    const database = must(openDatabase(history.path, t));
    expect(must(new Sessions(database, t).file.retention())).toMatchObject({
      maxAgeDays: 90,
      maxSizeMiB: 500,
    });
    database.close();
  });
});

describe('a copy', () => {
  it('holds what was stored, while it is in use', async () => {
    store(1, 1);
    const path = join(history.folder, 'copy.db');
    expect(await history.sessions.file.backUp(path)).toEqual({ ok: true, value: { path } });
    store(2, 0);
    const t = createTranslate('en');
    const database = must(openDatabase(path, t));
    const list = must(new Sessions(database, t).listSessions({ before: null, limit: 9 }));
    expect(list.total).toBe(1);
    database.close();
  });

  it('takes the place of an older one, and leaves nothing else', async () => {
    store(1, 1);
    const path = join(history.folder, 'copy.db');
    writeFileSync(path, 'an older copy');
    must(await history.sessions.file.backUp(path));
    expect(readFileSync(path, 'latin1').slice(0, 15)).toBe('SQLite format 3');
    expect(readdirSync(history.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([
    ['missing/copy.db', 'folder-missing'],
    ['folder', 'is-a-folder'],
    ['history.db', 'same-file'],
  ])('to %s is refused: %s', async (name, code) => {
    mkdirSync(join(history.folder, 'folder'));
    expect(codeOf(await history.sessions.file.backUp(join(history.folder, name)))).toBe(code);
    expect(existsSync(join(history.folder, 'missing'))).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('to a place that cannot be written says so', async () => {
    expect(codeOf(await history.sessions.file.backUp('/proc/copy.db'))).toBe(
      'history-not-writable',
    );
  });
});
