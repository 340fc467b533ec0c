import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { HistoryCheck } from '../../shared/history.ts';
import { type Outcome, success } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { isAsStored } from './as-stored.ts';
import { allRows, getRow } from './statements.ts';
import { loadReport } from './stored-report.ts';
import type { Transactions } from './transactions.ts';

type HashOf = (report: Report) => string | null;
type Problem = HistoryCheck['problems'][number];

/** So many reports are looked at before others get their turn: the window goes on meanwhile. */
const reportsAtOnce = 20;

/**
 * SQLite's own check of the file, the search against the sessions, then every stored report against its hash. Each report
 * is read in a transaction of its own, so that a check can be stored meanwhile.
 */
export async function verifyHistory(
  transactions: Transactions,
  hashOf: HashOf,
): Promise<Outcome<HistoryCheck>> {
  const { t } = transactions;
  const file = transactions.read((database) => success(fileProblems(database)));
  if (!file.ok) return file;
  const problems = file.value.map((reason): Problem => {
    return { sessionId: null, message: t('report.history.damagedFile', { reason }) };
  });
  const finished = `SELECT id FROM session
                    WHERE status <> 'running' AND deleted_at_epoch_ms IS NULL ORDER BY id`;
  const ids = transactions.read((database) => success(allRows(database, finished)));
  if (!ids.ok) return ids;
  for (const [n, { id }] of ids.value.entries()) {
    const text = transactions.read((database) =>
      success(reportProblem(database, String(id), hashOf)),
    );
    if (!text.ok) return text;
    if (text.value !== null) {
      const message = t(`report.history.${text.value}`, { id: String(id) });
      problems.push({ sessionId: String(id), message });
    }
    if (n % reportsAtOnce === 0) await setImmediate();
  }
  return success({ checked: ids.value.length, problems });
}

function fileProblems(database: Database): string[] {
  const lines = allRows(database, 'PRAGMA integrity_check')
    .map((row) => String(row['integrity_check']))
    .filter((line) => line !== 'ok');
  const lost = allRows(database, 'PRAGMA foreign_key_check').map(
    (row) => `row without its session in ${row['table']}`,
  );
  const countSql = `SELECT count(*) AS wrong FROM term WHERE sessions <>
                      (SELECT count(*) FROM session_term WHERE term_id = term.id)`;
  const wrong = Number(getRow(database, countSql)?.['wrong']);
  return [...lines, ...lost, ...(wrong > 0 ? [`${wrong} wrong counts of the search`] : [])];
}

/** What is wrong with a stored report: `null`: nothing, or it was deleted meanwhile. */
function reportProblem(
  database: Database,
  id: string,
  hashOf: HashOf,
): 'damagedSession' | 'altered' | null {
  const row = getRow(database, 'SELECT * FROM session WHERE id = ?', id);
  if (!row) return null;
  const report = loadReport(database, row);
  if (!report) return 'damagedSession';
  return isAsStored(row, report, hashOf) ? null : 'altered';
}
