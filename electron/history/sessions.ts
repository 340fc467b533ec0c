import type { Database } from 'better-sqlite3';
import type {
  SessionFacets,
  SessionPage,
  SessionSummary,
  TrendPoint,
} from '../../shared/history.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { type Outcome, success } from '../../shared/outcome.ts';
import type { ProbeResult, Report } from '../../shared/report.ts';
import { editStored, type Seal, type SessionEdit } from './edit-session.ts';
import { HistoryFile } from './history-file.ts';
import { indexSession, unlistSession } from './index-session.ts';
import { type ListRequest, listSessions, summaryColumns } from './list-sessions.ts';
import { findLastGood, listFacets, readTrend, type TrendRequest } from './look-ups.ts';
import {
  type InterruptedSession,
  readInterrupted,
  readSummary,
  type Row,
  type SessionStart,
  startColumns,
} from './session-rows.ts';
import { allRows, change, getRow, insertRow } from './statements.ts';
import { insertProbe, listStored, loadProbes, loadReport, storeReport } from './stored-report.ts';
import { Transactions } from './transactions.ts';

export type { InterruptedSession, SessionStart } from './session-rows.ts';

/**
 * The sessions in a history. Every method returns an Outcome and none throws for what the disk, the file or another
 * process is to blame for (`disk-full`, `history-busy`, `history-not-writable`, `history-damaged`).
 */
export class Sessions {
  /** The history as a whole: its size, its limits, copies of it, and whether it is sound. */
  readonly file: HistoryFile;
  readonly #in: Transactions;

  constructor(database: Database, t: Translate) {
    this.#in = new Transactions(database, t);
    this.file = new HistoryFile(this.#in);
  }

  /** The same sessions, with messages in another language. */
  in(t: Translate): Sessions {
    return new Sessions(this.#in.database, t);
  }

  /** Writes the row of a session that starts now, owned by this process. */
  beginSession(start: SessionStart): Outcome<null> {
    return this.#in.write((database) => {
      const columns = startColumns(start);
      const owner = { status: 'running', owner_pid: process.pid };
      const kept = { kept_since_epoch_ms: columns['started_at_epoch_ms'] ?? 0 };
      insertRow(database, 'session', { ...columns, ...owner, ...kept });
      indexSession(database, start, null);
      return success(null);
    });
  }

  /** Adds a probe to a running session. Failure `session-not-running` where there is none. */
  appendProbe(sessionId: string, probe: ProbeResult): Outcome<null> {
    return this.#in.write((database) => {
      const running = getRow(
        database,
        `SELECT (SELECT count(*) FROM probe WHERE session_id = session.id) AS position
         FROM session WHERE id = ? AND status = 'running'`,
        sessionId,
      );
      if (!running) return this.#in.failure('session-not-running', 'notRunning', sessionId);
      insertProbe(database, sessionId, Number(running['position']), probe);
      return success(null);
    });
  }

  /**
   * Writes a finished report. A session that is not there (the disk was full when it began) is added whole; one that
   * another process has finished meanwhile stays as it is: Failure `session-finished`.
   */
  finishSession(report: Report): Outcome<null> {
    return this.#in.write((database) => {
      const { id } = report.session;
      const row = getRow(database, 'SELECT status FROM session WHERE id = ?', id);
      if (row && row['status'] !== 'running') {
        return this.#in.failure('session-finished', 'alreadyFinished', id);
      }
      const kept = Number(startColumns(report.session)['started_at_epoch_ms']);
      storeReport(database, report, {
        imported: 0,
        actual_sha256: null,
        kept_since_epoch_ms: kept,
      });
      return success(null);
    });
  }

  /**
   * Adds a report from elsewhere. `actualSha256` is what its hash would have to be, where it is not the one that the report
   * names: somebody changed it. Failure `session-exists` where one with the same id is in the history.
   */
  importReport(report: Report, actualSha256: string | null = null): Outcome<null> {
    return this.#in.write((database) => {
      const { id } = report.session;
      const sql = 'SELECT 1 FROM session WHERE id = ? AND deleted_at_epoch_ms IS NULL';
      if (getRow(database, sql, id)) return this.#in.failure('session-exists', 'alreadyThere', id);
      // One that was deleted and is still there to be restored gives way.
      change(database, 'DELETE FROM session WHERE id = ?', id);
      storeReport(database, report, {
        imported: 1,
        actual_sha256: actualSha256 === report.integrity.sha256 ? null : actualSha256,
        kept_since_epoch_ms: Date.now(),
      });
      return success(null);
    });
  }

  /**
   * Sessions that still run by their row although their process has ended; `isAlive` says of a process id (and the
   * session's start) whether it has not. Judge them and hand them to `finishSession` as `interrupted`.
   */
  findInterrupted(
    isAlive: (pid: number, startedAt: string) => boolean,
  ): Outcome<InterruptedSession[]> {
    const sql = "SELECT * FROM session WHERE status = 'running' ORDER BY started_at_epoch_ms";
    return this.#in.read((database) => {
      const gone = allRows(database, sql).filter(
        (row) => !isAlive(Number(row['owner_pid']), String(row['started_at'])),
      );
      return success(gone.map((row) => readInterrupted(row, loadProbes(database, row))));
    });
  }

  /** A page of what the filter matches, newest first. */
  listSessions(request: ListRequest): Outcome<SessionPage> {
    return this.#in.read((database) => success(listSessions(database, request)));
  }

  /** What the sessions can be filtered by. */
  facets(): Outcome<SessionFacets> {
    return this.#in.read((database) => success(listFacets(database)));
  }

  /** The newest good, completed session of the same profile before the one with this id. */
  findLastGood(id: string): Outcome<{ id: string } | null> {
    return this.#in.read((database) => success(findLastGood(database, id)));
  }

  /** The newest sessions with a server or in a network, oldest first. */
  trend(request: TrendRequest): Outcome<TrendPoint[]> {
    return this.#in.read((database) => success(readTrend(database, request)));
  }

  /** A finished report. Failure `session-missing`, `session-running` or `session-damaged`. */
  getReport(id: string): Outcome<Report> {
    return this.#in.read((database) => {
      const found = this.#find(database, id);
      return found.ok ? success(found.value.report) : found;
    });
  }

  /** Gives a session another ticket and note, `null` for none. Failures as for `getReport`. */
  editSession(edit: SessionEdit, seal: Seal): Outcome<SessionSummary> {
    return this.#in.write((database) => {
      const found = this.#find(database, edit.id);
      if (!found.ok) return found;
      editStored(database, found.value.row, found.value.report, edit, seal);
      const sql = `SELECT ${summaryColumns} FROM session s WHERE id = ?`;
      return success(readSummary(getRow(database, sql, edit.id) ?? {}));
    });
  }

  /** Whether a session came from elsewhere; `false` for one that is not there. */
  isImported(id: string): boolean {
    const sql = 'SELECT imported FROM session WHERE id = ?';
    const row = this.#in.read((database) => success(getRow(database, sql, id)));
    return row.ok && row.value?.['imported'] === 1;
  }

  /** Takes sessions out of the list. They can be brought back until `purgeDeleted`. */
  deleteSessions(ids: readonly string[]): Outcome<{ deleted: number }> {
    const sql = `UPDATE session SET deleted_at_epoch_ms = ?
                 WHERE id = ? AND deleted_at_epoch_ms IS NULL`;
    const now = Date.now();
    return this.#in.write((database) => {
      const deleted = ids.filter((id) => change(database, sql, now, id) > 0);
      for (const id of deleted) unlistSession(database, id);
      return success({ deleted: deleted.length });
    });
  }

  restoreSessions(ids: readonly string[]): Outcome<{ restored: number }> {
    const sql = `UPDATE session SET deleted_at_epoch_ms = NULL
                 WHERE id = ? AND deleted_at_epoch_ms IS NOT NULL`;
    return this.#in.write((database) => {
      const restored = ids.filter((id) => change(database, sql, id) > 0);
      for (const id of restored) listStored(database, id);
      return success({ restored: restored.length });
    });
  }

  #find(database: Database, id: string): Outcome<{ row: Row; report: Report }> {
    const sql = 'SELECT * FROM session WHERE id = ? AND deleted_at_epoch_ms IS NULL';
    const row = getRow(database, sql, id);
    if (!row) return this.#in.failure('session-missing', 'missing', id);
    if (row['status'] === 'running') return this.#in.failure('session-running', 'running', id);
    const report = loadReport(database, row);
    return report
      ? success({ row, report })
      : this.#in.failure('session-damaged', 'damagedSession', id);
  }
}
