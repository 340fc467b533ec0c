import type { Database } from 'better-sqlite3';
import { sessions } from './migrations/001-sessions.ts';
import { lists } from './migrations/002-lists.ts';
import { imported } from './migrations/003-imported.ts';

/** One step of the file's format. `version` is what `PRAGMA user_version` says once it is applied. */
export interface Migration {
  version: number;
  sql: string;
}

/** Every migration in order: the first one has version 1, each further one is one higher. Never edit a released one. */
export const migrations: readonly Migration[] = [sessions, lists, imported];

/** Marks a file as a history of Callpath ("CPTH"), so that another program's database is never taken for one. */
export const applicationId = 0x43505448;

/**
 * Brings a database to the newest version of `steps`, each step in its own transaction: what fails leaves the file at
 * the version before. The version is read under the write lock, because another process may be migrating as well.
 */
export function migrate(database: Database, steps: readonly Migration[] = migrations): void {
  for (const step of steps) {
    // Without a lock: a history that is up to date opens beside a transaction of another process.
    if (userVersion(database) >= step.version) continue;
    const apply = database.transaction(() => {
      if (userVersion(database) >= step.version) return;
      database.exec(step.sql);
      database.pragma(`application_id = ${applicationId}`);
      database.pragma(`user_version = ${step.version}`);
    });
    apply.immediate();
  }
}

export function userVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
