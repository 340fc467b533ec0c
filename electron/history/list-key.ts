import type { Database } from 'better-sqlite3';
import { getRow } from './statements.ts';

/** So many sessions may start in one millisecond before they spill over into the next one. */
const perMs = 1024;
/** Until 2109. Times times `perMs` are whole numbers that a JavaScript number holds exactly. */
const lastMs = 2 ** 42;

/**
 * A free key for a session that started at `epochMs`: keys are in the order of the starts, so that a page of the list is a
 * range of keys. What lies before 1970 or after 2109 comes first or last.
 */
export function freeListKey(database: Database, epochMs: number): number {
  const sql = `SELECT max(list_key) AS newest FROM session WHERE list_key >= ? AND list_key < ?`;
  for (let ms = Math.min(Math.max(0, Math.trunc(epochMs)), lastMs); ; ms += 1) {
    const from = ms * perMs;
    const newest = getRow(database, sql, from, from + perMs)?.['newest'] ?? null;
    const key = newest === null ? from : Number(newest) + 1;
    if (key < from + perMs) return key;
  }
}

/** The first key that a session from this instant on can have. */
export function firstListKey(epochMs: number): number {
  return Math.min(Math.max(0, Math.ceil(epochMs)), lastMs) * perMs;
}
