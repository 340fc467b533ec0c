import type { Database } from 'better-sqlite3';
import type { ProbeResult, Report } from '../../shared/report.ts';
import { indexSession } from './index-session.ts';
import {
  findingColumns,
  probeColumns,
  readReport,
  readStart,
  reportColumns,
  type Row,
  samplesOf,
} from './session-rows.ts';
import { allRows, change, getRow, insertRow, insertSql } from './statements.ts';

/** What a row takes besides its long texts, in bytes. */
const rowBytes = 400;

/** Adds a probe to a session, with its samples; gives about how many bytes it takes. */
export function insertProbe(
  database: Database,
  sessionId: string,
  position: number,
  probe: ProbeResult,
): number {
  const place = { session_id: sessionId, position };
  const columns = probeColumns(probe);
  insertRow(database, 'probe', { ...columns, ...place });
  const series = samplesOf(probe);
  if (series !== null) insertRow(database, 'sample', { ...place, series_json: series });
  return rowBytes + String(columns['result_json']).length + (series?.length ?? 0);
}

/** The probes of a session with their samples, in the order of the report. */
export function loadProbes(database: Database, session: Row): Row[] {
  const sql = `SELECT probe.*, series_json FROM probe LEFT JOIN sample USING (session_id, position)
               WHERE session_id = ? ORDER BY position`;
  return allRows(database, sql, session['id'] ?? null);
}

/** The report of a finished session; `null` where its rows do not make one. */
export function loadReport(database: Database, session: Row): Report | null {
  const sql = 'SELECT * FROM finding WHERE session_id = ? ORDER BY position';
  const findings = allRows(database, sql, session['id'] ?? null);
  return readReport(session, findings, loadProbes(database, session));
}

/** What a session has besides its report. */
export interface Origin {
  imported: 0 | 1;
  /** Of what was imported, where it is not the hash that the report names. */
  actual_sha256: string | null;
  kept_since_epoch_ms: number;
}

/** Writes a report over the row of its running session, or as a new one. */
export function storeReport(database: Database, report: Report, origin: Origin): void {
  const { id } = report.session;
  const row = { ...reportColumns(report), ...origin, owner_pid: null };
  const updates = Object.keys(row).map((name) => `${name} = excluded.${name}`);
  const sql = `${insertSql('session', row)} ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`;
  change(database, sql, ...Object.values(row));
  // The report decides which probes there are and in which order, not the order in which they ended.
  change(database, 'DELETE FROM probe WHERE session_id = ?', id);
  const bytes = report.probes.map((probe, position) => insertProbe(database, id, position, probe));
  report.findings.forEach((finding, position) => {
    insertRow(database, 'finding', { ...findingColumns(finding), session_id: id, position });
  });
  const storedBytes = bytes.reduce((sum, of) => sum + of, rowBytes * report.findings.length);
  change(database, 'UPDATE session SET stored_bytes = ? WHERE id = ?', storedBytes, id);
  const kept = getRow(database, 'SELECT deleted_at_epoch_ms FROM session WHERE id = ?', id);
  if (kept?.['deleted_at_epoch_ms'] === null) indexSession(database, report.session, report);
}

/** Puts a session of which only the rows are there into the list and the search. */
export function listStored(database: Database, id: string): void {
  const row = getRow(database, 'SELECT * FROM session WHERE id = ?', id);
  if (!row) return;
  const report = row['status'] === 'running' ? null : loadReport(database, row);
  indexSession(database, report?.session ?? readStart(row), report);
}

/** So many sessions are listed in one transaction: others wait for the file no longer than that. */
const listedAtOnce = 200;

/** Lists what is not listed yet: the sessions of a file of the version before, or of an older Callpath beside this one. */
export function listUnlisted(database: Database): void {
  const sql = `SELECT id FROM session
               WHERE list_key IS NULL AND deleted_at_epoch_ms IS NULL LIMIT ${listedAtOnce}`;
  const listSome = database.transaction(() => {
    const rows = allRows(database, sql);
    for (const row of rows) listStored(database, String(row['id']));
    return rows.length;
  });
  // Only then with a lock, which another process may hold.
  while (allRows(database, sql).length > 0) listSome.immediate();
}
