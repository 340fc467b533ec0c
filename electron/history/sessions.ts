import type { Database } from 'better-sqlite3';
import type { SessionPage } from '../../shared/history.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { failure, type Outcome, success } from '../../shared/outcome.ts';
import type { ProbeResult, Report } from '../../shared/report.ts';
import { attempt } from './attempt.ts';
import {
  type InterruptedSession,
  probeColumns,
  readInterrupted,
  readSummary,
  type SessionStart,
  startColumns,
} from './session-rows.ts';
import * as stored from './stored-report.ts';
import { type HistoryProblem, verifyHistory } from './verify.ts';

export type { InterruptedSession, SessionStart } from './session-rows.ts';
export type { HistoryProblem } from './verify.ts';

/**
 * The sessions in a history. Every method returns an Outcome and none throws for what the disk, the file or another
 * process is to blame for (`disk-full`, `history-busy`, `history-not-writable`, `history-damaged`).
 */
export class Sessions {
  readonly #database: Database;
  readonly #t: Translate;

  constructor(database: Database, t: Translate) {
    this.#database = database;
    this.#t = t;
  }

  /** Writes the row of a session that starts now, owned by this process. */
  beginSession(start: SessionStart): Outcome<null> {
    return this.#write((database) => {
      const owner = { status: 'running', owner_pid: process.pid };
      stored.insertRow(database, 'session', { ...startColumns(start), ...owner });
      return success(null);
    });
  }

  /** Adds a probe to a running session. Failure `session-not-running` where there is none. */
  appendProbe(sessionId: string, probe: ProbeResult): Outcome<null> {
    return this.#write((database) => {
      const running = stored.getRow(
        database,
        `SELECT (SELECT count(*) FROM probe WHERE session_id = session.id) AS position
         FROM session WHERE id = ? AND status = 'running'`,
        sessionId,
      );
      if (!running) return this.#failure('session-not-running', 'notRunning', sessionId);
      const position = Number(running['position']);
      stored.insertPart(database, 'probe', sessionId, position, probeColumns(probe));
      return success(null);
    });
  }

  /**
   * Writes a finished report. A session that is not there (the disk was full when it began) is added whole; one that
   * another process has finished meanwhile stays as it is: Failure `session-finished`.
   */
  finishSession(report: Report): Outcome<null> {
    return this.#write((database) => {
      const { id } = report.session;
      const row = stored.getRow(database, 'SELECT status FROM session WHERE id = ?', id);
      if (row && row['status'] !== 'running') {
        return this.#failure('session-finished', 'alreadyFinished', id);
      }
      stored.storeReport(database, report, { imported: 0 });
      return success(null);
    });
  }

  /** Adds a report from elsewhere. Failure `session-exists` where one with the same id is in the history. */
  importReport(report: Report): Outcome<null> {
    return this.#write((database) => {
      const { id } = report.session;
      const sql = 'SELECT 1 FROM session WHERE id = ? AND deleted_at_epoch_ms IS NULL';
      if (stored.getRow(database, sql, id)) {
        return this.#failure('session-exists', 'alreadyThere', id);
      }
      // One that was deleted and is still there to be restored gives way.
      stored.change(database, 'DELETE FROM session WHERE id = ?', id);
      stored.storeReport(database, report, { imported: 1 });
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
    return this.#read((database) => {
      const gone = stored
        .allRows(database, sql)
        .filter((row) => !isAlive(Number(row['owner_pid']), String(row['started_at'])));
      return success(
        gone.map((row) => readInterrupted(row, stored.loadParts(database, 'probe', row))),
      );
    });
  }

  /** A page of the history, newest first. `before` is `nextBefore` of the page before, `null` for the first one. */
  listSessions({ before, limit }: { before: string | null; limit: number }): Outcome<SessionPage> {
    const [epochMs, id] = before === null ? [Infinity, ''] : before.split('/');
    return this.#read((database) => {
      const rows = stored.allRows(
        database,
        `SELECT * FROM session
         WHERE deleted_at_epoch_ms IS NULL AND (started_at_epoch_ms, id) < (?, ?)
         ORDER BY started_at_epoch_ms DESC, id DESC LIMIT ?`,
        Number(epochMs),
        id ?? '',
        limit + 1,
      );
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      const countSql = 'SELECT count(*) AS total FROM session WHERE deleted_at_epoch_ms IS NULL';
      return success({
        sessions: page.map(readSummary),
        nextBefore: last ? `${last['started_at_epoch_ms']}/${last['id']}` : null,
        total: Number(stored.getRow(database, countSql)?.['total']),
      });
    });
  }

  /** A finished report. Failure `session-missing`, `session-running` or `session-damaged`. */
  getReport(id: string): Outcome<Report> {
    const sql = 'SELECT * FROM session WHERE id = ? AND deleted_at_epoch_ms IS NULL';
    return this.#read((database) => {
      const row = stored.getRow(database, sql, id);
      if (!row) return this.#failure('session-missing', 'missing', id);
      if (row['status'] === 'running') return this.#failure('session-running', 'running', id);
      const report = stored.loadReport(database, row);
      return report ? success(report) : this.#failure('session-damaged', 'damagedSession', id);
    });
  }

  /** Takes sessions out of the list. They can be brought back until `purgeDeleted`. */
  deleteSessions(ids: readonly string[]): Outcome<{ deleted: number }> {
    const sql = `UPDATE session SET deleted_at_epoch_ms = ?
                 WHERE id = ? AND deleted_at_epoch_ms IS NULL`;
    const now = Date.now();
    return this.#write((database) =>
      success({ deleted: sum(ids, (id) => stored.change(database, sql, now, id)) }),
    );
  }

  restoreSessions(ids: readonly string[]): Outcome<{ restored: number }> {
    const sql = `UPDATE session SET deleted_at_epoch_ms = NULL
                 WHERE id = ? AND deleted_at_epoch_ms IS NOT NULL`;
    return this.#write((database) =>
      success({ restored: sum(ids, (id) => stored.change(database, sql, id)) }),
    );
  }

  /**
   * Removes deleted sessions for good, their traces in the file included. For the start of the application: a command
   * that runs beside it must not take away its Undo.
   */
  purgeDeleted(): Outcome<{ purged: number }> {
    const sql = "DELETE FROM session WHERE deleted_at_epoch_ms IS NOT NULL AND status <> 'running'";
    const result = this.#write((database) => success({ purged: stored.change(database, sql) }));
    if (result.ok && result.value.purged > 0) {
      // The log still has the old pages. Where another process is reading it, the last one to close does this.
      attempt(this.#database.name, this.#t, () =>
        this.#database.pragma('wal_checkpoint(TRUNCATE)'),
      );
    }
    return result;
  }

  /** Checks the file and every stored report; `isIntact` recomputes a report's hash. Empty: all is well. */
  verify(isIntact: (report: Report) => boolean): Outcome<HistoryProblem[]> {
    return this.#read((database) => success(verifyHistory(database, isIntact, this.#t)));
  }

  /** In one transaction, so that what is read belongs together. */
  #read<T>(work: (database: Database) => Outcome<T>): Outcome<T> {
    return this.#attempt(() => this.#database.transaction(work).deferred(this.#database));
  }

  /** In a transaction that takes the write lock at once: a reader that turns writer could not wait for it. */
  #write<T>(work: (database: Database) => Outcome<T>): Outcome<T> {
    return this.#attempt(() => this.#database.transaction(work).immediate(this.#database));
  }

  #attempt<T>(work: () => Outcome<T>): Outcome<T> {
    const result = attempt(this.#database.name, this.#t, work);
    return result.ok ? result.value : result;
  }

  #failure(code: string, text: FailureText, id: string) {
    return failure(code, this.#t(`report.history.${text}`, { id }));
  }
}

type FailureText =
  'alreadyFinished' | 'alreadyThere' | 'damagedSession' | 'missing' | 'notRunning' | 'running';

function sum(ids: readonly string[], count: (id: string) => number): number {
  return ids.reduce((total, id) => total + count(id), 0);
}
