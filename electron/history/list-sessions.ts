import type { Database } from 'better-sqlite3';
import { countLimit, type SessionFilter, type SessionPage } from '../../shared/history.ts';
import { type Selection, selectionOf, type Sql } from './session-filter.ts';
import { readSummary, type Row } from './session-rows.ts';
import { allRows, getRow } from './statements.ts';

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

/** A page of the sessions that the filter matches, newest first, read by key: no page takes longer than the first one. */
export function listSessions(database: Database, request: ListRequest): SessionPage {
  const { before, limit, filter = {} } = request;
  const selection = selectionOf(database, filter);
  if (!selection) return { sessions: [], nextBefore: null, total: 0, isTotalCapped: false };
  const rows = readPage(database, selection, before, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const total = isEmpty(filter)
    ? cached(database, '', () => countAll(database))
    : cached(database, JSON.stringify(filter), () => countUpTo(database, selection));
  const isTotalCapped = !isEmpty(filter) && total > countLimit;
  return {
    sessions: page.map(readSummary),
    nextBefore: last ? String(last['list_key']) : null,
    total: isTotalCapped ? countLimit : total,
    isTotalCapped,
  };
}

function readPage(
  database: Database,
  { from, where }: Selection,
  before: string | null,
  limit: number,
): Row[] {
  const key = from.startsWith('session_term') ? 'begun.list_key' : 's.list_key';
  const conditions: Sql[] = [...where];
  // What is no key (NaN) is NULL to SQLite, and nothing is before it.
  if (before !== null) conditions.push({ sql: `${key} < ?`, values: [Number(before)] });
  return allRows(
    database,
    `SELECT ${summaryColumns} FROM ${from} WHERE ${joined(conditions)}
     ORDER BY ${key} DESC LIMIT ?`,
    ...conditions.flatMap(({ values }) => values),
    limit,
  );
}

function countAll(database: Database): number {
  const sql = 'SELECT count(*) AS total FROM session WHERE list_key IS NOT NULL';
  return Number(getRow(database, sql)?.['total']);
}

function countUpTo(database: Database, { from, where }: Selection): number {
  const row = getRow(
    database,
    `SELECT count(*) AS total FROM
       (SELECT 1 FROM ${from} WHERE ${joined(where)} LIMIT ${countLimit + 1})`,
    ...where.flatMap(({ values }) => values),
  );
  return Number(row?.['total']);
}

function joined(conditions: Sql[]): string {
  return conditions.map(({ sql }) => sql).join(' AND ');
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
  total: number;
}

const lastCounted = new WeakMap<Database, Counted>();

/** Page after page asks for the same count: it is made once, as long as nothing was written. */
function cached(database: Database, filter: string, count: () => number): number {
  const own = getRow(database, 'SELECT total_changes() AS changes')?.['changes'];
  const state = `${String(database.pragma('data_version', { simple: true }))} ${own}`;
  const last = lastCounted.get(database);
  if (last?.filter === filter && last.state === state) return last.total;
  const total = count();
  lastCounted.set(database, { filter, state, total });
  return total;
}
