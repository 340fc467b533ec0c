import type { Database } from 'better-sqlite3';
import type { Translate } from '../../shared/messages/translate.ts';
import { failure, type Failure, type Outcome } from '../../shared/outcome.ts';
import { attempt } from './attempt.ts';
import { markDamaged } from './damage/detect.ts';

type FailureText =
  'alreadyFinished' | 'alreadyThere' | 'damagedSession' | 'missing' | 'notRunning' | 'running';

/** Work on a history in transactions. What the disk, the file or another process is to blame for becomes a Failure. */
export class Transactions {
  readonly database: Database;
  readonly t: Translate;

  constructor(database: Database, t: Translate) {
    this.database = database;
    this.t = t;
  }

  /** In one transaction, so that what is read belongs together. */
  read<T>(work: (database: Database) => Outcome<T>): Outcome<T> {
    return this.attempt(() => this.database.transaction(work).deferred(this.database));
  }

  /** In a transaction that takes the write lock at once: a reader that turns writer could not wait for it. */
  write<T>(work: (database: Database) => Outcome<T>): Outcome<T> {
    return this.attempt(() => this.database.transaction(work).immediate(this.database));
  }

  /** Without a transaction of its own. */
  attempt<T>(work: () => Outcome<T>): Outcome<T> {
    const result = attempt(this.database.name, this.t, work);
    if (result.ok) return result.value;
    if (result.code !== 'history-damaged') return result;
    // The next start checks the whole file and recovers it.
    markDamaged(this.database.name);
    return result;
  }

  /** A failure that is about one session. */
  failure(code: string, text: FailureText, id: string): Failure {
    return failure(code, this.t(`report.history.${text}`, { id }));
  }
}
