import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { createTranslate } from '../../../shared/messages/translate.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import type { Report } from '../../../shared/report.ts';
import { exampleReport } from '../../../shared/testing/example-report.ts';
import { openDatabase } from '../database.ts';
import { Sessions } from '../sessions.ts';

export interface TemporaryHistory {
  folder: string;
  path: string;
  database: Database;
  sessions: Sessions;
  /** Closes it and removes its folder. */
  remove: () => void;
}

/** A history of its own, in a folder of its own. */
export function temporaryHistory(): TemporaryHistory {
  const t = createTranslate('en');
  const folder = mkdtempSync(join(tmpdir(), 'callpath-history-'));
  const path = join(folder, 'history.db');
  const database = must(openDatabase(path, t));
  return {
    folder,
    path,
    database,
    sessions: new Sessions(database, t),
    remove: () => {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.code;
}

/** A report with an id and a time of its own, `n` seconds after the first one. */
export function reportNumber(
  n: number,
  { session, verdict, ...overrides }: PartsOf<Report> = {},
): Report {
  const report = exampleReport(overrides as Partial<Report>);
  const id = `019505a0-5c00-7000-8000-${n.toString(16).padStart(12, '0')}`;
  const startedAt = new Date(Date.UTC(2026, 2, 2, 8, 0, n)).toISOString();
  return {
    ...report,
    session: { ...report.session, id, startedAt, ...session },
    verdict: { ...report.verdict, ...verdict },
  };
}

type PartsOf<T> = { [K in keyof T]?: T[K] extends unknown[] ? T[K] : Partial<T[K]> };
