import type { Database } from 'better-sqlite3';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import { allRows, loadReport } from './stored-report.ts';

/** What is wrong with a history: the file is damaged, or a stored report is not what was once written. */
export interface HistoryProblem {
  /** `null`: the file as a whole. */
  sessionId: string | null;
  problem: 'database' | 'unreadable' | 'altered';
  message: string;
}

/** SQLite's own check of the file, then every stored report against its hash. Empty: all is well. */
export function verifyHistory(
  database: Database,
  isIntact: (report: Report) => boolean,
  t: Translate,
): HistoryProblem[] {
  const lines = allRows(database, 'PRAGMA integrity_check')
    .map((row) => String(row['integrity_check']))
    .filter((line) => line !== 'ok');
  const sql = `SELECT * FROM session
               WHERE status <> 'running' AND deleted_at_epoch_ms IS NULL ORDER BY id`;
  const reports = allRows(database, sql).flatMap((row): HistoryProblem[] => {
    const report = loadReport(database, row);
    const sessionId = String(row['id']);
    if (!report) {
      const message = t('report.history.damagedSession', { id: sessionId });
      return [{ sessionId, problem: 'unreadable', message }];
    }
    if (isIntact(report)) return [];
    return [
      { sessionId, problem: 'altered', message: t('report.history.altered', { id: sessionId }) },
    ];
  });
  return [
    ...lines.map((line): HistoryProblem => {
      const message = t('report.history.damagedFile', { reason: line });
      return { sessionId: null, problem: 'database', message };
    }),
    ...reports,
  ];
}
