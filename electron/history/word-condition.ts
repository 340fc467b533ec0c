import type { Database } from 'better-sqlite3';
import { getRow, type Value } from './statements.ts';

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  sql: string;
  values: Value[];
}

/** A word of a search: which sessions have it, and whether one session has it. */
export interface WordCondition {
  /** Selects the keys of the sessions that have it, some of them more than once. */
  keys: Sql;
  /** Whether the session with the key in this column has it. */
  test: (key: string) => Sql;
  /** About how many keys that are, counted up to a limit in the tickets and notes. */
  pairs: number;
}

/** The search for parts of words knows three characters and more (FTS5, trigram tokenizer). */
const shortestGram = 3;
/** Where a short word is in more tickets and notes, going through all of them to gather it takes longer than testing a page. */
const shortWordLimit = 1_000;

/** How to find a word; `null`: no session has it. `countLimit` ends the counting of `pairs`. */
export function wordCondition(
  database: Database,
  word: string,
  countLimit: number,
): WordCondition | null {
  const terms = idsWith('term', 'id', word);
  const remarks = idsWith('remark', 'list_key', word);
  const count = (sql: string, values: Value[]) =>
    Number(getRow(database, sql, ...values)?.['pairs'] ?? 0);
  const limit = isShort(word) ? shortWordLimit : countLimit;
  const inTerms = count(
    `SELECT sum(sessions) AS pairs FROM term WHERE id IN (${terms.sql})`,
    terms.values,
  );
  const inRemarks = count(
    `SELECT count(*) AS pairs FROM (${remarks.sql} LIMIT ${limit + 1})`,
    remarks.values,
  );
  if (inTerms + inRemarks === 0) return null;
  const linked = {
    sql: `SELECT list_key FROM session_term WHERE term_id IN (${terms.sql})`,
    values: terms.values,
  };
  const isFrequent = inRemarks > limit;
  const sources = [...(inRemarks > 0 ? [remarks] : []), ...(inTerms > 0 ? [linked] : [])];
  return {
    // What a frequent short word counts stands for all that may be there.
    pairs: inTerms + (isFrequent ? Math.max(inRemarks, countLimit + 1) : inRemarks),
    keys: {
      sql: sources.map(({ sql }) => sql).join(' UNION ALL '),
      values: sources.flatMap(({ values }) => values),
    },
    test: (key) =>
      anyOf([
        ...(inRemarks > 0 ? [isFrequent ? remarkTest(key, word) : isIn(key, remarks)] : []),
        ...(inTerms > 0 ? [termTest(key, terms)] : []),
      ]),
  };
}

function anyOf(tests: Sql[]): Sql {
  return {
    sql: `(${tests.map(({ sql }) => sql).join(' OR ')})`,
    values: tests.flatMap(({ values }) => values),
  };
}

function isIn(key: string, { sql, values }: Sql): Sql {
  return { sql: `${key} IN (${sql})`, values };
}

function remarkTest(key: string, word: string): Sql {
  return {
    sql: `EXISTS (SELECT 1 FROM remark WHERE list_key = ${key} AND instr(value, ?) > 0)`,
    values: [word],
  };
}

/** `+`: looks through the few terms of the session instead of asking for each of the many terms with the word. */
function termTest(key: string, { sql, values }: Sql): Sql {
  return {
    sql: `EXISTS (SELECT 1 FROM session_term WHERE list_key = ${key} AND +term_id IN (${sql}))`,
    values,
  };
}

function isShort(word: string): boolean {
  return [...word].length < shortestGram;
}

/** The words of a search, each once. No text can hold a NUL, and SQLite would end the word at it. */
export function wordsOf(text: string): string[] {
  const words = text.replaceAll('\0', ' ').toLowerCase().split(/\s+/u);
  return [...new Set(words)].filter((word) => word !== '');
}

/** Selects the ids of the rows whose value has the word in it. What a person typed is only ever a value. */
function idsWith(table: 'term' | 'remark', id: 'id' | 'list_key', word: string): Sql {
  if (isShort(word)) {
    // Remarks are folded when they are stored.
    const value = table === 'term' ? 'lower(value)' : 'value';
    return { sql: `SELECT ${id} FROM ${table} WHERE instr(${value}, ?) > 0`, values: [word] };
  }
  // In quotes everything is text, and a quote is written twice.
  const phrase = `"${word.replaceAll('"', '""')}"`;
  return { sql: `SELECT rowid FROM ${table}_text WHERE ${table}_text MATCH ?`, values: [phrase] };
}
