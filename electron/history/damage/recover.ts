import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Report } from '../../../shared/report.ts';
import { isAsStored } from '../as-stored.ts';
import { openWritable } from '../open-writable.ts';
import { settleFile, timeInName } from '../replace-file.ts';
import { allRows, change, getRow } from '../statements.ts';
import { listUnlisted, loadReport } from '../stored-report.ts';
import { rowSorter } from './sort-rows.ts';
import { scanRows } from './scan-rows.ts';

export interface Recovered {
  /** Where the damaged file is now. */
  keptAs: string;
  /** Sessions in the new file. */
  sessions: number;
  /** Sessions of which too little could be read. */
  lost: number;
}

/** No process has this id: a session that it owns has been left by its process. */
const nobody = 2_147_483_647;

/**
 * Moves everything that can be read in a damaged history to a new file, which takes its place; the damaged one is kept
 * beside it with the time in its name. `hashOf` computes a report's hash. A check that lost a part becomes one that was
 * interrupted, to be judged anew by what is left. `null`, and nothing is changed: no session could be found and
 * `mustHaveSessions` is set. Throws what the disk is to blame for; the damaged file then stays where it is.
 */
export function recover(
  path: string,
  hashOf: (report: Report) => string | null,
  { mustHaveSessions, now }: { mustHaveSessions: boolean; now: Date },
): Recovered | null {
  const fresh = join(dirname(path), `.${parse(path).base}.recovered.tmp`);
  removeDatabase(fresh);
  try {
    const database = openWritable(fresh);
    const counts = { sessions: 0, lost: 0 };
    try {
      Object.assign(counts, fill(database, path, hashOf));
    } finally {
      database.close();
    }
    if (mustHaveSessions && counts.sessions + counts.lost === 0) return null;
    const keptAs = setAside(path, now);
    settleFile(fresh, path);
    return { keptAs, ...counts };
  } finally {
    removeDatabase(fresh);
  }
}

function fill(database: Database, path: string, hashOf: (report: Report) => string | null) {
  // Rows come in the order of their pages: probes may come before their session.
  database.pragma('foreign_keys = OFF');
  const copyRows = database.transaction(() => {
    const sort = rowSorter(database);
    for (const values of scanRows(path)) sort(values);
  });
  copyRows();
  const lost = dropOrphans(database);
  database.pragma('foreign_keys = ON');
  const dropped = database.transaction(() => keepWholeSessions(database, hashOf))();
  listUnlisted(database);
  const total = Number(getRow(database, 'SELECT count(*) AS total FROM session')?.['total']);
  return { sessions: total, lost: lost + dropped };
}

/** Removes parts of sessions whose own row is lost; tells how many sessions that were. */
function dropOrphans(database: Database): number {
  const orphaned = 'session_id NOT IN (SELECT id FROM session)';
  const sql = `SELECT count(DISTINCT session_id) AS lost FROM
    (SELECT session_id FROM probe UNION SELECT session_id FROM finding) WHERE ${orphaned}`;
  const lost = Number(getRow(database, sql)?.['lost']);
  for (const table of ['probe', 'finding'])
    change(database, `DELETE FROM ${table} WHERE ${orphaned}`);
  change(
    database,
    'DELETE FROM sample WHERE (session_id, position) NOT IN (SELECT session_id, position FROM probe)',
  );
  return lost;
}

/** Tells how many sessions were dropped: what somebody else reported cannot be judged anew. */
function keepWholeSessions(database: Database, hashOf: (report: Report) => string | null): number {
  let dropped = 0;
  const finished = "SELECT id FROM session WHERE status <> 'running'";
  for (const { id } of allRows(database, finished)) {
    const row = getRow(database, 'SELECT * FROM session WHERE id = ?', id ?? null);
    const report = row && loadReport(database, row);
    if (!row || (report && isAsStored(row, report, hashOf))) continue;
    if (row['imported'] === 1) {
      dropped += change(database, 'DELETE FROM session WHERE id = ?', id ?? null);
      continue;
    }
    change(database, 'DELETE FROM finding WHERE session_id = ?', id ?? null);
    const interrupted = `UPDATE session SET status = 'running', owner_pid = ${nobody}, sha256 = NULL,
      checked_sha256 = NULL, checked_ticket = NULL, checked_note = NULL, verdict_level = NULL,
      verdict_headline = NULL WHERE id = ?`;
    change(database, interrupted, id ?? null);
  }
  return dropped;
}

/** Keeps the damaged file and its log under another name. At no moment is the history in neither place. */
function setAside(path: string, now: Date): string {
  const { dir, name, ext } = parse(path);
  const keptAs = join(dir, `${name}.damaged-${timeInName(now)}${ext}`);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${keptAs}-wal`);
  try {
    linkSync(path, keptAs);
  } catch {
    // Not every file system has links, and not every one lets a file have two names.
    renameSync(path, keptAs);
  }
  // The old log must be gone before the new file is there: SQLite would take it for the new file's.
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  return keptAs;
}

function removeDatabase(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}
