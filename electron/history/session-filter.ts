import type { Database } from 'better-sqlite3';
import type { SessionFilter } from '../../shared/history.ts';
import { firstListKey } from './list-key.ts';
import { getRow, type Value } from './statements.ts';
import { type Sql, wordCondition, wordsOf } from './word-condition.ts';

/** Where to read sessions from, `s` being the session, and what must hold. */
export interface Selection {
  from: string;
  /** The column that holds the session's key, by which `from` comes in order. */
  key: string;
  where: Sql[];
  /** All of them have smaller keys. */
  endKey: number;
  /** Of a term that is begun with: its id, where more than that must hold, so that counting may take long. */
  walkedTerm: Value | null;
  /**
   * Where a word is so frequent that sessions are better gone through, the newest first, than gathered: what to use instead of
   * `where` once that has found too little.
   */
  gathered: Sql[] | null;
  /** Selects the keys, some more than once, where one word is all that is asked for. */
  onlyWord: Sql | null;
}

/** What a session must have: how to test one session, and how to begin with the sessions that have it. */
interface Condition {
  /** For the session with the key in this column. */
  test: (key: string) => Sql;
  /** About how many sessions have it; the fewest are begun with. */
  pairs: number;
  begin: Pick<Selection, 'from' | 'key' | 'walkedTerm'> & { where: Sql; gathered: Sql | null };
}

/** Gathering more keys than that takes longer than going through the list until a page is full. */
const maxGathered = 10_000;
const fromList = { from: 'session s', key: 's.list_key', walkedTerm: null };

/** How to select what a filter matches; `null`: nothing can match. */
export function selectionOf(database: Database, filter: SessionFilter): Selection | null {
  const words = wordsOf(filter.text ?? '').map((word) =>
    wordCondition(database, word, maxGathered),
  );
  const conditions = [
    ...namedTerms(filter).map(([kind, value]) => namedCondition(database, kind, value)),
    ...words.map((word) => word && beginWithWord(word)),
    ...(filter.imported === true ? [importedCondition(database)] : []),
  ];
  const met = conditions.flatMap((condition) => condition ?? []);
  if (met.length < conditions.length) return null;
  const [first, ...others] = met.sort((a, b) => a.pairs - b.pairs);
  const columns = columnConditions(filter);
  const endKey = filter.to === undefined ? Number.MAX_SAFE_INTEGER : keyOf(filter.to);
  if (!first) return { ...fromList, where: columns, endKey, gathered: null, onlyWord: null };
  const { from, key, walkedTerm, where, gathered } = first.begin;
  // `+`: the session is looked up only once these hold.
  const rest = [...others.map(({ test }) => test(`+${key}`)), ...columns];
  const isOnlyWord =
    words.length === 1 && met.length === 1 && columns.length === 1 && filter.to === undefined;
  return {
    from,
    key,
    endKey,
    walkedTerm: rest.length > 1 ? walkedTerm : null,
    where: [where, ...rest],
    gathered: gathered && [gathered, ...rest],
    onlyWord: isOnlyWord ? (words[0]?.keys ?? null) : null,
  };
}

function beginWithWord(word: NonNullable<ReturnType<typeof wordCondition>>): Condition {
  const { keys, test, pairs } = word;
  const gathered = { sql: `s.list_key IN (${keys.sql})`, values: keys.values };
  const isFew = pairs <= maxGathered;
  return {
    pairs,
    test,
    begin: {
      ...fromList,
      where: isFew ? gathered : test('s.list_key'),
      gathered: isFew ? null : gathered,
    },
  };
}

function namedTerms({ server, finding, network }: SessionFilter): [string, string][] {
  return Object.entries({ server, finding, network }).filter(
    (term): term is [string, string] => term[1] !== undefined,
  );
}

function namedCondition(database: Database, kind: string, value: string): Condition | null {
  const sql = 'SELECT id, sessions FROM term WHERE kind = ? AND value = ?';
  const term = getRow(database, sql, kind, value);
  if (!term) return null;
  const id = Number(term['id']);
  return {
    pairs: Number(term['sessions']),
    test: (key) => ({
      sql: `EXISTS (SELECT 1 FROM session_term WHERE term_id = ? AND list_key = ${key})`,
      values: [id],
    }),
    begin: {
      from: 'session_term begun CROSS JOIN session s ON s.list_key = begun.list_key',
      key: 'begun.list_key',
      walkedTerm: id,
      where: { sql: 'begun.term_id = ?', values: [id] },
      gathered: null,
    },
  };
}

function importedCondition(database: Database): Condition | null {
  // As its index names it: a value in its place could not be found by it.
  const where = { sql: 's.imported = 1', values: [] };
  const from = 'session s INDEXED BY session_imported';
  const listed = `${from} WHERE ${where.sql} AND s.list_key IS NOT NULL`;
  const sql = `SELECT count(*) AS pairs FROM (SELECT 1 FROM ${listed} LIMIT ${maxGathered + 1})`;
  const pairs = Number(getRow(database, sql)?.['pairs']);
  if (pairs === 0) return null;
  return { pairs, test: () => where, begin: { ...fromList, from, where, gathered: null } };
}

/** The first one always holds for what is listed. */
function columnConditions({ levels = [], from, imported }: SessionFilter): Sql[] {
  return [
    { sql: 's.list_key IS NOT NULL', values: [] },
    ...(from === undefined ? [] : [{ sql: 's.list_key >= ?', values: [keyOf(from)] }]),
    ...(imported === false ? [{ sql: 's.imported = 0', values: [] }] : []),
    ...(levels.length === 0 ? [] : [levelCondition(levels)]),
  ];
}

function keyOf(instant: string): number {
  return firstListKey(Date.parse(instant));
}

function levelCondition(levels: string[]): Sql {
  const marks = levels.map(() => '?').join(', ');
  return { sql: `s.verdict_level IN (${marks})`, values: levels };
}
