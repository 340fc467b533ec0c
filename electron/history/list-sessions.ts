import type { Database } from 'better-sqlite3';
import { countLimit, type SessionFilter, type SessionPage } from '../../shared/history.ts';
import { type Selection, selectionOf } from './session-filter.ts';
import { readSummary, type Row } from './session-rows.ts';
import { allRows, getRow, type Value } from './statements.ts';
import type { Sql } from './word-condition.ts';

export interface ListRequest {
  /** `nextBefore` of the page before, `null` for the first one. */
  before: string | null;
  limit: number;
  filter?: SessionFilter | undefined;
}

/** The columns of a line of the list. */
export const summaryColumns = [
  's.list_key',
  's.id',
  's.started_at',
  's.duration_ms',
  's.status',
  's.profile',
  's.verdict_level',
  's.verdict_headline',
  's.network',
  's.finding_count',
  's.ticket',
  's.note',
  's.imported',
  's.actual_sha256',
].join(', ');

/** So many sessions are gone through, the newest first, before those with a frequent word are gathered. */
const pageWindow = 3_000;
/** So many are gone through to count them where gathering would take too long; what is beyond is not counted. */
const countWindow = 3_000;

/** A page of the sessions that the filter matches, newest first, read by key: no page takes longer than the first one. */
export function listSessions(database: Database, request: ListRequest): SessionPage {
  const { before, limit, filter = {} } = request;
  const selection = selectionOf(database, filter);
  if (!selection) return { sessions: [], nextBefore: null, total: 0, isTotalCapped: false };
  // What is no key (NaN) is NULL to SQLite, and nothing is before it.
  const beforeKey = before === null ? selection.endKey : Math.min(Number(before), selection.endKey);
  const rows = readPage(database, selection, beforeKey, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const count = cached(database, isEmpty(filter) ? '' : JSON.stringify(filter), () => {
    if (before === null && !last) return { total: page.length, isTotalCapped: false };
    if (isEmpty(filter)) return countAll(database);
    const counted = countMatches(database, selection);
    // Those of a page were found also where the count ended before them.
    return { ...counted, total: Math.max(counted.total, page.length) };
  });
  return {
    sessions: page.map(readSummary),
    nextBefore: last ? String(last['list_key']) : null,
    ...count,
  };
}

function readPage(
  database: Database,
  selection: Selection,
  beforeKey: number,
  limit: number,
): Row[] {
  const { from, key, where, gathered } = selection;
  const read = (conditions: Sql[], fromKey: number) => {
    const range = { sql: `${key} >= ? AND ${key} < ?`, values: [fromKey, beforeKey] };
    const all = [...conditions, range];
    return allRows(
      database,
      `SELECT ${summaryColumns} FROM ${from} WHERE ${joined(all)} ORDER BY ${key} DESC LIMIT ?`,
      ...valuesOf(all),
      limit,
    );
  };
  if (!gathered) return read(where, 0);
  const rows = read(where, windowEnd(database, beforeKey, pageWindow));
  return rows.length === limit ? rows : read(gathered, 0);
}

/** The key that so many listed sessions stand before, at and above which they are; 0 where there are no more. */
function windowEnd(database: Database, beforeKey: number, sessions: number): number {
  // Skips keys of an index, a hundredth of what it takes to look at the sessions.
  const sql = `SELECT list_key FROM session WHERE list_key < ? ORDER BY list_key DESC LIMIT 1 OFFSET ?`;
  return Number(getRow(database, sql, beforeKey, sessions)?.['list_key'] ?? 0);
}

/** The same among the sessions that have a term. */
function walkedEnd(database: Database, term: Value | null, endKey: number): number {
  if (term === null) return 0;
  const sql = `SELECT list_key FROM session_term WHERE term_id = ? AND list_key < ?
               ORDER BY list_key DESC LIMIT 1 OFFSET ?`;
  return Number(getRow(database, sql, term, endKey, countWindow)?.['list_key'] ?? 0);
}

type Count = Pick<SessionPage, 'total' | 'isTotalCapped'>;

function countAll(database: Database): Count {
  const sql = 'SELECT count(*) AS total FROM session WHERE list_key IS NOT NULL';
  return { total: Number(getRow(database, sql)?.['total']), isTotalCapped: false };
}

function countMatches(database: Database, selection: Selection): Count {
  const { from, key, where, endKey, walkedTerm, gathered, onlyWord } = selection;
  if (onlyWord) return countUpTo(database, 'DISTINCT *', `(${onlyWord.sql})`, onlyWord.values);
  const end = gathered
    ? windowEnd(database, endKey, countWindow)
    : walkedEnd(database, walkedTerm, endKey);
  const all = [...where, { sql: `${key} >= ? AND ${key} < ?`, values: [end, endKey] }];
  const count = countUpTo(database, '1', `${from} WHERE ${joined(all)}`, valuesOf(all));
  return { ...count, isTotalCapped: count.isTotalCapped || end > 0 };
}

function countUpTo(database: Database, what: string, from: string, values: Value[]): Count {
  const sql = `SELECT count(*) AS total FROM
    (SELECT ${what} FROM ${from} LIMIT ${countLimit + 1})`;
  const total = Number(getRow(database, sql, ...values)?.['total']);
  return { total: Math.min(total, countLimit), isTotalCapped: total > countLimit };
}

function joined(conditions: Sql[]): string {
  return conditions.map(({ sql }) => sql).join(' AND ');
}

function valuesOf(conditions: Sql[]): Value[] {
  return conditions.flatMap(({ values }) => values);
}

function isEmpty({ text = '', levels = [], ...others }: SessionFilter): boolean {
  return (
    text.trim() === '' &&
    levels.length === 0 &&
    Object.values(others).every((value) => value === undefined)
  );
}

interface Counted {
  filter: string;
  /** Tells any change of the file, by this connection or another one. */
  state: string;
  count: Count;
}

const lastCounted = new WeakMap<Database, Counted>();

/** Page after page asks for the same count: it is made once, as long as nothing was written. */
function cached(database: Database, filter: string, count: () => Count): Count {
  const own = getRow(database, 'SELECT total_changes() AS changes')?.['changes'];
  const state = `${String(database.pragma('data_version', { simple: true }))} ${own}`;
  const last = lastCounted.get(database);
  if (last?.filter === filter && last.state === state) return last.count;
  const counted = count();
  lastCounted.set(database, { filter, state, count: counted });
  return counted;
}
