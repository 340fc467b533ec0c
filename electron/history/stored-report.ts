import type { Database } from 'better-sqlite3';
import type { Report } from '../../shared/report.ts';
import {
  findingColumns,
  probeColumns,
  readReport,
  reportColumns,
  type Row,
} from './session-rows.ts';

type Value = Row[string];
type Part = 'probe' | 'finding';

export function getRow(database: Database, sql: string, ...values: Value[]): Row | undefined {
  return database.prepare<Value[], Row>(sql).get(...values);
}

export function allRows(database: Database, sql: string, ...values: Value[]): Row[] {
  return database.prepare<Value[], Row>(sql).all(...values);
}

/** Runs a statement and returns how many rows it changed. */
export function change(database: Database, sql: string, ...values: Value[]): number {
  return database.prepare(sql).run(...values).changes;
}

export function insertRow(database: Database, table: string, row: Row): void {
  database.prepare(insertSql(table, row)).run(row);
}

/** Adds a probe or a finding to a session. */
export function insertPart(
  database: Database,
  part: Part,
  sessionId: string,
  position: number,
  row: Row,
): void {
  insertRow(database, part, { ...row, session_id: sessionId, position });
}

/** The parts of a session, in the order of the report. */
export function loadParts(database: Database, part: Part, session: Row): Row[] {
  const sql = `SELECT * FROM ${part} WHERE session_id = ? ORDER BY position`;
  return allRows(database, sql, session['id'] ?? null);
}

/** The report of a finished session; `null` where its rows do not make one. */
export function loadReport(database: Database, session: Row): Report | null {
  return readReport(
    session,
    loadParts(database, 'finding', session),
    loadParts(database, 'probe', session),
  );
}

/** Writes a report over the row of its running session, or as a new one. */
export function storeReport(database: Database, report: Report, { imported }: { imported: 0 | 1 }) {
  const { id } = report.session;
  const row = { ...reportColumns(report), owner_pid: null, imported };
  const updates = Object.keys(row).map((name) => `${name} = excluded.${name}`);
  database
    .prepare(`${insertSql('session', row)} ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`)
    .run(row);
  // The report decides which probes there are and in which order, not the order in which they ended.
  change(database, 'DELETE FROM probe WHERE session_id = ?', id);
  report.probes.forEach((probe, position) => {
    insertPart(database, 'probe', id, position, probeColumns(probe));
  });
  report.findings.forEach((finding, position) => {
    insertPart(database, 'finding', id, position, findingColumns(finding));
  });
}

function insertSql(table: string, row: Row): string {
  const names = Object.keys(row);
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((n) => `@${n}`).join(', ')})`;
}
