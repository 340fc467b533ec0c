import type { Database } from 'better-sqlite3';
import { getRow, type Value } from './statements.ts';

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  sql: string;
  values: Value[];
}

/** A word of a search: which sessions have it, and whether one session (`s`) has it. */
export interface WordCondition {
  /** Selects the keys of the sessions that have it, some of them more than once. */
  keys: Sql;
  test: Sql;
  /** About how many keys that are, counted up to a limit in the tickets and notes. */
  pairs: number;
}

/** The search for parts of words knows three characters and more (FTS5, trigram tokenizer). */
const shortestGram = 3;

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
  const pairs =
    count(`SELECT sum(sessions) AS pairs FROM term WHERE id IN (${terms.sql})`, terms.values) +
    count(`SELECT count(*) AS pairs FROM (${remarks.sql} LIMIT ${countLimit + 1})`, remarks.values);
  if (pairs === 0) return null;
  return {
    pairs,
    keys: {
      sql: `${remarks.sql} UNION ALL SELECT list_key FROM session_term WHERE term_id IN (${terms.sql})`,
      values: [...remarks.values, ...terms.values],
    },
    test: {
      sql: `(EXISTS (SELECT 1 FROM remark WHERE list_key = s.list_key AND instr(value, ?) > 0)
             OR EXISTS (SELECT 1 FROM session_term
                        WHERE list_key = s.list_key AND term_id IN (${terms.sql})))`,
      values: [word, ...terms.values],
    },
  };
}

/** The words of a search, each once. No text can hold a NUL, and SQLite would end the word at it. */
export function wordsOf(text: string): string[] {
  const words = text.replaceAll('\0', ' ').toLowerCase().split(/\s+/u);
  return [...new Set(words)].filter((word) => word !== '');
}

/** Selects the ids of the rows whose value has the word in it. What a person typed is only ever a value. */
function idsWith(table: 'term' | 'remark', id: 'id' | 'list_key', word: string): Sql {
  if ([...word].length < shortestGram) {
    // Remarks are folded when they are stored.
    const value = table === 'term' ? 'lower(value)' : 'value';
    return { sql: `SELECT ${id} FROM ${table} WHERE instr(${value}, ?) > 0`, values: [word] };
  }
  // In quotes everything is text, and a quote is written twice.
  const phrase = `"${word.replaceAll('"', '""')}"`;
  return { sql: `SELECT rowid FROM ${table}_text WHERE ${table}_text MATCH ?`, values: [phrase] };
}
