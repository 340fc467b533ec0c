import type { Database } from 'better-sqlite3';
import type { RetentionLimits, RetentionPreview, RetentionView } from '../../shared/history.ts';
import { allRows, change, getRow, type Value } from './statements.ts';

const dayMs = 86_400_000;
const mebibyte = 1024 * 1024;
/** Chosen as well: otherwise a policy could not tell it from nothing chosen. */
const noLimit = 'off';

export function readLimits(database: Database): RetentionLimits {
  return {
    maxAgeDays: readNumber(database, 'retention.max-age-days'),
    maxSizeMiB: readNumber(database, 'retention.max-size-mib'),
  };
}

/** What was chosen for this history; `null`: nothing yet, which is not the same as no limits. */
export function readChosenLimits(database: Database): RetentionLimits | null {
  const sql = "SELECT 1 FROM setting WHERE name LIKE 'retention.%' LIMIT 1";
  return getRow(database, sql) === undefined ? null : readLimits(database);
}

export function writeLimits(database: Database, { maxAgeDays, maxSizeMiB }: RetentionLimits): void {
  const write = (name: string, value: number | null) => {
    const text = value === null ? noLimit : String(value);
    change(database, 'DELETE FROM setting WHERE name = ?', name);
    change(database, 'INSERT INTO setting (name, value) VALUES (?, ?)', name, text);
  };
  write('retention.max-age-days', maxAgeDays);
  write('retention.max-size-mib', maxSizeMiB);
}

export function viewRetention(database: Database): RetentionView {
  const sql = 'SELECT count(*) AS sessions FROM session WHERE list_key IS NOT NULL';
  const oldestSql = `SELECT started_at FROM session WHERE list_key IS NOT NULL
                     ORDER BY list_key LIMIT 1`;
  return {
    ...readLimits(database),
    sizeMiB: toMiB(pages(database, 'page_count') * pages(database, 'page_size')),
    sessions: Number(getRow(database, sql)?.['sessions']),
    oldest: (getRow(database, oldestSql)?.['started_at'] ?? null) as string | null,
  };
}

/** What the limits would remove at `nowMs`. */
export function previewLimits(
  database: Database,
  limits: RetentionLimits,
  nowMs: number,
): RetentionPreview {
  const rows = rowsBeyond(database, limits, nowMs);
  const bytes = rows.reduce((sum, { stored_bytes }) => sum + Number(stored_bytes), 0);
  return {
    sessions: rows.length,
    oldest: (rows.at(0)?.['started_at'] ?? null) as string | null,
    newest: (rows.at(-1)?.['started_at'] ?? null) as string | null,
    sizeMiB: toMiB(bytes * bytesOnDisk(database)),
  };
}

export function idsBeyond(database: Database, limits: RetentionLimits, nowMs: number): string[] {
  return rowsBeyond(database, limits, nowMs).map(({ id }) => String(id));
}

/** The sessions beyond the limits, oldest first. One that runs is never among them. */
function rowsBeyond(database: Database, limits: RetentionLimits, nowMs: number) {
  const { maxAgeDays, maxSizeMiB } = limits;
  if (maxAgeDays === null && maxSizeMiB === null) return [];
  const values: Value[] = [
    // The age of a report that was sent in counts from the day on which it came.
    maxAgeDays === null ? -1 : nowMs - maxAgeDays * dayMs,
    bytesOnDisk(database),
    maxSizeMiB === null ? -1 : usedBytes(database) - maxSizeMiB * mebibyte,
  ];
  return allRows(
    database,
    `SELECT id, started_at, stored_bytes FROM
       (SELECT id, list_key, started_at, stored_bytes, kept_since_epoch_ms,
               sum(stored_bytes) OVER (ORDER BY list_key) - stored_bytes AS older_bytes
        FROM session WHERE list_key IS NOT NULL AND status <> 'running')
     WHERE kept_since_epoch_ms < ? OR older_bytes * ? < ?
     ORDER BY list_key`,
    ...values,
  );
}

/** How many bytes of the file one counted byte of a session takes, with its part of indexes and pages. */
function bytesOnDisk(database: Database): number {
  const sql = 'SELECT sum(stored_bytes) AS bytes FROM session';
  const counted = Number(getRow(database, sql)?.['bytes']);
  return counted === 0 ? 1 : usedBytes(database) / counted;
}

function usedBytes(database: Database): number {
  const used = pages(database, 'page_count') - pages(database, 'freelist_count');
  return used * pages(database, 'page_size');
}

function pages(database: Database, name: 'page_count' | 'freelist_count' | 'page_size'): number {
  return Number(database.pragma(name, { simple: true }));
}

function readNumber(database: Database, name: string): number | null {
  const value = getRow(database, 'SELECT value FROM setting WHERE name = ?', name)?.['value'];
  return value === undefined || value === noLimit ? null : Number(value);
}

function toMiB(bytes: number): number {
  return Math.round((bytes / mebibyte) * 10) / 10;
}
