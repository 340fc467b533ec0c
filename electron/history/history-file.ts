import type {
  HistoryCheck,
  RetentionLimits,
  RetentionPreview,
  RetentionView,
} from '../../shared/history.ts';
import { type Outcome, success } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { backUp } from './backup.ts';
import { freeSpace } from './free-space.ts';
import {
  idsBeyond,
  previewLimits,
  readChosenLimits,
  readLimits,
  viewRetention,
  writeLimits,
} from './retention.ts';
import { change, getRow } from './statements.ts';
import type { Transactions } from './transactions.ts';
import { verifyHistory } from './verify.ts';

/** So many sessions are removed in one transaction: others wait for the file no longer than that. */
const removedAtOnce = 100;
/** What a session takes is known only about: after that many rounds the size is as near the limit as it gets. */
const maxRounds = 3;

/** The history as one file. No method throws for what the disk, the file or another process is to blame for. */
export class HistoryFile {
  readonly #in: Transactions;

  constructor(transactions: Transactions) {
    this.#in = transactions;
  }

  get path(): string {
    return this.#in.database.name;
  }

  /**
   * Removes deleted sessions for good, their traces in the file included. For the start of the application: a command
   * that runs beside it must not take away its Undo.
   */
  purgeDeleted(): Outcome<{ purged: number }> {
    const deleted = "FROM session WHERE deleted_at_epoch_ms IS NOT NULL AND status <> 'running'";
    // Mostly there is nothing to remove, and nothing to wait for another process's lock for.
    const found = this.#in.read((database) =>
      success(getRow(database, `SELECT 1 ${deleted} LIMIT 1`) !== undefined),
    );
    if (!found.ok) return found;
    if (!found.value) return success({ purged: 0 });
    const sql = `DELETE ${deleted}`;
    const result = this.#in.write((database) => success({ purged: change(database, sql) }));
    if (result.ok && result.value.purged > 0) this.#freeSpace();
    return result;
  }

  /** When sessions are removed by themselves, and what the history takes. */
  retention(): Outcome<RetentionView> {
    return this.#in.read((database) => success(viewRetention(database)));
  }

  /** What was chosen for this history; `null`: nothing yet. */
  chosenRetention(): Outcome<RetentionLimits | null> {
    return this.#in.read((database) => success(readChosenLimits(database)));
  }

  /** What these limits would remove now. */
  previewRetention(limits: RetentionLimits): Outcome<RetentionPreview> {
    return this.#in.read((database) => success(previewLimits(database, limits, Date.now())));
  }

  /** Sets the limits and removes what is beyond them. */
  setRetention(limits: RetentionLimits): Outcome<RetentionView> {
    const written = this.#in.write((database) => {
      writeLimits(database, limits);
      return success(null);
    });
    if (!written.ok) return written;
    const applied = this.applyRetention();
    return applied.ok ? this.retention() : applied;
  }

  /**
   * Removes for good what is beyond the limits, the oldest first; tells how many sessions that were. `limits`: those that
   * were set, where it is missing.
   */
  applyRetention(limits?: RetentionLimits): Outcome<{ removed: number }> {
    let removed = 0;
    for (let round = 0; round < maxRounds; round += 1) {
      const beyond = this.#in.read((database) =>
        success(idsBeyond(database, limits ?? readLimits(database), Date.now())),
      );
      if (!beyond.ok) return beyond;
      if (beyond.value.length === 0) break;
      const outcome = this.#remove(beyond.value);
      if (!outcome.ok) return outcome;
      removed += beyond.value.length;
      this.#freeSpace();
    }
    return success({ removed });
  }

  /** Writes a copy of the history, also while it is written to. Resolves with its path. Failures: see `backUp`. */
  backUp(path: string): Promise<Outcome<{ path: string }>> {
    return backUp(this.#in.database, path, this.#in.t);
  }

  /** Checks the file and every stored report; `hashOf` computes a report's hash, null where that cannot be done. */
  verify(hashOf: (report: Report) => string | null): Promise<Outcome<HistoryCheck>> {
    return verifyHistory(this.#in, hashOf);
  }

  #remove(ids: readonly string[]): Outcome<null> {
    for (let at = 0; at < ids.length; at += removedAtOnce) {
      const outcome = this.#in.write((database) => {
        for (const id of ids.slice(at, at + removedAtOnce)) {
          change(database, "DELETE FROM session WHERE id = ? AND status <> 'running'", id);
        }
        return success(null);
      });
      if (!outcome.ok) return outcome;
    }
    return success(null);
  }

  /** What was removed stays removed where this does not work: another process may be reading. */
  #freeSpace(): void {
    this.#in.attempt(() => {
      freeSpace(this.#in.database);
      return success(null);
    });
  }
}
