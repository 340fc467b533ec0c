import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SessionFilter, SessionPage } from '../../shared/history.ts';
import {
  must,
  reportNumber,
  type TemporaryHistory,
  temporaryHistory,
} from './testing/temporary-history.ts';

/** More than are ever gathered or gone through for one page. */
const sessionCount = 12_000;

let history: TemporaryHistory;

beforeAll(() => {
  history = temporaryHistory();
  must(history.sessions.finishSession(reportNumber(1)));
  const { database } = history;
  // The same session many times: storing each of them as a check does would take minutes.
  const columns = database
    .prepare("SELECT name FROM pragma_table_info('session') WHERE name NOT IN ('id', 'list_key')")
    .pluck()
    .all()
    .join(', ');
  database.exec(`
    CREATE TEMP TABLE made AS
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${sessionCount})
      SELECT n, printf('019505a0-5c00-7000-9000-%012x', n) AS id,
             (SELECT list_key FROM session) - n * 1024 AS list_key FROM n;
    INSERT INTO session (id, list_key, ${columns})
      SELECT made.id, made.list_key, ${columns.replaceAll(/\w+/g, 'session.$&')} FROM made, session;
    INSERT INTO remark (list_key, value)
      SELECT list_key, 'router 路由' || iif(n % 2, ' even', ' odd')
                       || iif(n % 4000 = 0, ' vpn', '') || iif(n > 11000, ' ancient 远古', '') FROM made;
    INSERT INTO session_term (term_id, list_key)
      SELECT term_id, made.list_key FROM made, (SELECT DISTINCT term_id FROM session_term);
  `);
});
afterAll(() => {
  history.remove();
});

function findAll(filter: SessionFilter): { keys: string[]; totals: number[] } {
  const keys: string[] = [];
  const totals: number[] = [];
  let before: string | null = null;
  do {
    const page: SessionPage = must(history.sessions.listSessions({ before, limit: 500, filter }));
    keys.push(...page.sessions.map(({ id }) => id));
    totals.push(page.total);
    before = page.nextBefore;
  } while (before !== null);
  return { keys, totals };
}

it.each<[SessionFilter, number]>([
  [{ text: 'router' }, 12_000],
  [{ text: '路由' }, 12_000],
  [{ text: 'router contoso' }, 12_000],
  [{ text: '路由 even' }, 6_000],
  [{ text: 'even odd' }, 0],
  [{ text: 'router vpn' }, 3],
  [{ text: '路由 远古' }, 1_000],
  [{ text: 'contoso 远古 ancient' }, 1_000],
  [{ text: 'even', finding: 'server-silent' }, 6_000],
  [{ text: 'router', imported: true }, 0],
])('finds every session that %j matches once, page by page: %i', (filter, count) => {
  const { keys, totals } = findAll(filter);
  expect(new Set(keys).size).toBe(count);
  expect(keys).toHaveLength(count);
  expect(Math.max(...totals)).toBeLessThanOrEqual(count);
});

it('says that there are more than it counted', () => {
  const page = (text: string) =>
    must(history.sessions.listSessions({ before: null, limit: 50, filter: { text } }));
  expect(page('router contoso')).toMatchObject({ isTotalCapped: true });
  expect(page('even odd')).toMatchObject({ total: 0, isTotalCapped: false });
  expect(page('router vpn')).toMatchObject({ total: 3, isTotalCapped: false });
});
