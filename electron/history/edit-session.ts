import type { Database } from 'better-sqlite3';
import type { Report } from '../../shared/report.ts';
import { indexSession } from './index-session.ts';
import type { Row } from './session-rows.ts';
import { change } from './statements.ts';

export interface SessionEdit {
  id: string;
  ticket: string | null;
  note: string | null;
}

/** Gives the report with the hash of what it says now. */
export type Seal = (report: Report) => Report;

/**
 * Writes another ticket and note into a stored report. Ticket and note as they were at the check stay beside it with the
 * hash of then (`checked_*`), so that nothing but these two can have changed; and a report that did not match its hash is
 * not sealed anew, which would hide that. See docs/decisions/012-edited-reports.md.
 */
export function editStored(
  database: Database,
  row: Row,
  report: Report,
  { ticket, note }: SessionEdit,
  seal: Seal,
): void {
  const { ticket: _ticket, note: _note, ...session } = report.session;
  const edited = seal({
    ...report,
    session: { ...session, ...(ticket && { ticket }), ...(note && { note }) },
  });
  const isGenuine = seal(report).integrity.sha256 === report.integrity.sha256;
  const sha256 = isGenuine ? edited.integrity.sha256 : report.integrity.sha256;
  const checked = checkedColumns(row);
  const isAsChecked =
    checked['checked_ticket'] === (edited.session.ticket ?? null) &&
    checked['checked_note'] === (edited.session.note ?? null);
  change(
    database,
    `UPDATE session SET ticket = ?, note = ?, sha256 = ?,
       checked_sha256 = ?, checked_ticket = ?, checked_note = ? WHERE id = ?`,
    edited.session.ticket ?? null,
    edited.session.note ?? null,
    sha256,
    ...(isAsChecked ? [null, null, null] : Object.values(checked)),
    report.session.id,
  );
  indexSession(database, edited.session, edited);
}

/** The report as it was at the check, before ticket and note were edited. */
export function asChecked(row: Row, report: Report): Report {
  if ((row['checked_sha256'] ?? null) === null) return report;
  const { ticket: _ticket, note: _note, ...session } = report.session;
  const [ticket, note] = [row['checked_ticket'] ?? null, row['checked_note'] ?? null];
  return {
    ...report,
    session: {
      ...session,
      ...(ticket !== null && { ticket: String(ticket) }),
      ...(note !== null && { note: String(note) }),
    },
    integrity: { sha256: String(row['checked_sha256']) },
  };
}

function checkedColumns(row: Row): Row {
  const isEdited = (row['checked_sha256'] ?? null) !== null;
  return {
    checked_sha256: (isEdited ? row['checked_sha256'] : row['sha256']) ?? null,
    checked_ticket: (isEdited ? row['checked_ticket'] : row['ticket']) ?? null,
    checked_note: (isEdited ? row['checked_note'] : row['note']) ?? null,
  };
}
