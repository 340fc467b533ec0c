import type { Database } from 'better-sqlite3';
import type { SessionFilter } from '../../shared/history.ts';
import { firstListKey } from './list-key.ts';
import { getRow, type Value } from './statements.ts';

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  sql: string;
  values: Value[];
}

/** Where to read sessions from, `s` being the session, so that the keys come in order, and what else must hold. */
export interface Selection {
  from: string;
  where: Sql[];
}

/** A condition on what a session has: how to test one session, and how to begin with the sessions that meet it. */
interface TermCondition {
  test: Sql;
  /** Pairs of a session and a term that meet it, at least about; the fewest are begun with. */
  pairs: number;
  begin: Partial<Selection>;
}

/** More pairs are not gathered before the first session is shown: going through the list finds a page of them sooner. */
const maxGathered = 20_000;
/** A word that occurs in more texts than that is looked for in the texts of each session instead. */
const maxTerms = 2_000;
/** The search for parts of words knows three characters and more (FTS5, trigram tokenizer). */
const shortestGram = 3;

/** How to select what a filter matches; `null`: nothing can match. What a person typed is only ever a value. */
export function selectionOf(database: Database, filter: SessionFilter): Selection | null {
  const conditions = [
    ...namedTerms(filter).map(([kind, value]) => namedCondition(database, kind, value)),
    ...wordsOf(filter.text ?? '').map((word) => wordCondition(database, word)),
  ];
  const met = conditions.flatMap((condition) => condition ?? []);
  if (met.length < conditions.length) return null;
  const [first, ...others] = met.sort((a, b) => a.pairs - b.pairs);
  const where = [...(first?.begin.where ?? []), ...others.map(({ test }) => test)];
  return {
    from: first?.begin.from ?? 'session s',
    where: [...where, ...columnConditions(filter)],
  };
}

/** The words of a search, each once. No text can hold a NUL, and SQLite would end the word at it. */
export function wordsOf(text: string): string[] {
  const words = text.replaceAll('\0', ' ').toLowerCase().split(/\s+/u);
  return [...new Set(words)].filter((word) => word !== '');
}

function namedTerms({ server, finding, network }: SessionFilter): [string, string][] {
  return Object.entries({ server, finding, network }).filter(
    (term): term is [string, string] => term[1] !== undefined,
  );
}

function namedCondition(database: Database, kind: string, value: string): TermCondition | null {
  const sql = `SELECT id, sessions FROM term WHERE kind = ? AND value = ? AND kind <> 'note'`;
  const term = getRow(database, sql, kind, value);
  if (!term) return null;
  const id = Number(term['id']);
  return {
    pairs: Number(term['sessions']),
    test: {
      sql: 'EXISTS (SELECT 1 FROM session_term WHERE term_id = ? AND list_key = s.list_key)',
      values: [id],
    },
    begin: {
      from: 'session_term begun CROSS JOIN session s ON s.list_key = begun.list_key',
      where: [{ sql: 'begun.term_id = ?', values: [id] }],
    },
  };
}

function wordCondition(database: Database, word: string): TermCondition | null {
  const terms = termsWith(word);
  const sampleSql = `SELECT count(*) AS terms, sum(sessions) AS pairs FROM
    (SELECT sessions FROM term WHERE id IN (${terms.sql} LIMIT ${maxTerms + 1}))`;
  const sample = getRow(database, sampleSql, ...terms.values);
  if (!sample || sample['terms'] === 0) return null;
  const isEverywhere = Number(sample['terms']) > maxTerms;
  const pairs = isEverywhere ? Infinity : Number(sample['pairs']);
  const test = isEverywhere ? textTest(word) : termTest(terms);
  if (pairs > maxGathered) return { pairs, test, begin: { where: [test] } };
  const gathered = {
    sql: `s.list_key IN (SELECT list_key FROM session_term WHERE term_id IN (${terms.sql}))`,
    values: terms.values,
  };
  return { pairs, test, begin: { where: [gathered] } };
}

/** Selects the ids of the terms that a word occurs in. */
function termsWith(word: string): Sql {
  if ([...word].length < shortestGram) {
    return { sql: 'SELECT id FROM term WHERE instr(lower(value), ?) > 0', values: [word] };
  }
  // In quotes everything is text, and a quote is written twice.
  const phrase = `"${word.replaceAll('"', '""')}"`;
  return { sql: 'SELECT rowid FROM term_text WHERE term_text MATCH ?', values: [phrase] };
}

function termTest(terms: Sql): Sql {
  return {
    sql: `EXISTS (SELECT 1 FROM session_term
                  WHERE list_key = s.list_key AND term_id IN (${terms.sql}))`,
    values: terms.values,
  };
}

function textTest(word: string): Sql {
  return {
    sql: `EXISTS (SELECT 1 FROM session_term CROSS JOIN term ON term.id = term_id
                  WHERE list_key = s.list_key AND instr(lower(value), ?) > 0)`,
    values: [word],
  };
}

function columnConditions({ levels, from, to, imported }: SessionFilter): Sql[] {
  const key = (instant: string) => firstListKey(Date.parse(instant));
  return [
    { sql: 's.list_key IS NOT NULL', values: [] },
    ...(from === undefined ? [] : [{ sql: 's.list_key >= ?', values: [key(from)] }]),
    ...(to === undefined ? [] : [{ sql: 's.list_key < ?', values: [key(to)] }]),
    ...(imported === undefined ? [] : [{ sql: 's.imported = ?', values: [imported ? 1 : 0] }]),
    ...(levels === undefined || levels.length === 0 ? [] : [levelCondition(levels)]),
  ];
}

function levelCondition(levels: string[]): Sql {
  const marks = levels.map(() => '?').join(', ');
  return { sql: `s.verdict_level IN (${marks})`, values: levels };
}
