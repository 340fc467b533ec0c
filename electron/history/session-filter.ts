import type { Database } from 'better-sqlite3';
import type { SessionFilter } from '../../shared/history.ts';
import { firstListKey } from './list-key.ts';
import { getRow } from './statements.ts';
import { type Sql, wordCondition, wordsOf } from './word-condition.ts';

/** Where to read sessions from, `s` being the session, and what must hold. */
export interface Selection {
  from: string;
  /** The column that holds the session's key, by which `from` comes in order. */
  key: string;
  where: Sql[];
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
  test: Sql;
  /** About how many sessions have it; the fewest are begun with. */
  pairs: number;
  begin: Pick<Selection, 'from' | 'key'> & { where: Sql; gathered: Sql | null };
}

/** Gathering more keys than that takes longer than going through the list until a page is full. */
const maxGathered = 10_000;
const fromList = { from: 'session s', key: 's.list_key' };

/** How to select what a filter matches; `null`: nothing can match. */
export function selectionOf(database: Database, filter: SessionFilter): Selection | null {
  const words = wordsOf(filter.text ?? '').map((word) =>
    wordCondition(database, word, maxGathered),
  );
  const conditions = [
    ...namedTerms(filter).map(([kind, value]) => namedCondition(database, kind, value)),
    ...words.map((word) => word && beginWithWord(word)),
  ];
  const met = conditions.flatMap((condition) => condition ?? []);
  if (met.length < conditions.length) return null;
  const [first, ...others] = met.sort((a, b) => a.pairs - b.pairs);
  const columns = columnConditions(filter);
  if (!first) return { ...fromList, where: columns, gathered: null, onlyWord: null };
  const { from, key, where, gathered } = first.begin;
  const rest = [...others.map(({ test }) => test), ...columns];
  const isOnlyWord = words.length === 1 && met.length === 1 && columns.length === 1;
  return {
    from,
    key,
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
    begin: { ...fromList, where: isFew ? gathered : test, gathered: isFew ? null : gathered },
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
  const values = [Number(term['id'])];
  return {
    pairs: Number(term['sessions']),
    test: {
      sql: 'EXISTS (SELECT 1 FROM session_term WHERE term_id = ? AND list_key = s.list_key)',
      values,
    },
    begin: {
      from: 'session_term begun CROSS JOIN session s ON s.list_key = begun.list_key',
      key: 'begun.list_key',
      where: { sql: 'begun.term_id = ?', values },
      gathered: null,
    },
  };
}

/** The first one always holds for what is listed. */
function columnConditions({ levels = [], from, to, imported }: SessionFilter): Sql[] {
  const key = (instant: string) => firstListKey(Date.parse(instant));
  return [
    { sql: 's.list_key IS NOT NULL', values: [] },
    ...(from === undefined ? [] : [{ sql: 's.list_key >= ?', values: [key(from)] }]),
    ...(to === undefined ? [] : [{ sql: 's.list_key < ?', values: [key(to)] }]),
    ...(imported === undefined ? [] : [{ sql: 's.imported = ?', values: [imported ? 1 : 0] }]),
    ...(levels.length === 0 ? [] : [levelCondition(levels)]),
  ];
}

function levelCondition(levels: string[]): Sql {
  const marks = levels.map(() => '?').join(', ');
  return { sql: `s.verdict_level IN (${marks})`, values: levels };
}
