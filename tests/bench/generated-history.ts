import type { Database, Statement } from 'better-sqlite3';
import { openDatabase } from '../../electron/history/database.ts';
import { indexSession } from '../../electron/history/index-session.ts';
import {
  findingColumns,
  probeColumns,
  reportColumns,
  type Row,
  samplesOf,
} from '../../electron/history/session-rows.ts';
import { insertRow, insertSql } from '../../electron/history/statements.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import { seededRandom } from '../../shared/testing/random.ts';
import { makeReport, makeTemplates, type Template } from './generated-report.ts';

const sessionsAtOnce = 2_000;
/** What `stored-report.ts` counts a session of this size as, about. */
const storedBytes = 40_000;

interface TemplateRows {
  probes: Row[];
  samples: Row[];
  findings: Row[];
}

/**
 * Writes a history of `count` sessions of 30 probes each through the real tables, indexes and search. Its rows are made once
 * for each kind of session and written without waiting for the disk: that is all that is faster than storing them one by one.
 */
export function generateHistory(path: string, count: number): void {
  const opened = openDatabase(path, createTranslate('en'));
  if (!opened.ok) throw new Error(opened.message);
  const database = opened.value;
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -400000');
  const statements = new Map<string, Statement>();
  const random = seededRandom(7);
  const templates = makeTemplates();
  const rows = new Map(templates.map((template) => [template.probes, rowsOf(template)]));
  const writeSome = database.transaction((from: number) => {
    for (let n = from; n < Math.min(count, from + sessionsAtOnce); n += 1) {
      const report = makeReport(n, templates, random);
      const known = rows.get(report.probes);
      if (known) writeSession(database, statements, report, known);
    }
  });
  for (let from = 0; from < count; from += sessionsAtOnce) writeSome(from);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

function rowsOf({ probes, findings }: Template): TemplateRows {
  return {
    probes: probes.map((probe, position) => ({ ...probeColumns(probe), position })),
    samples: probes.flatMap((probe, position) => {
      const series = samplesOf(probe);
      return series === null ? [] : [{ position, series_json: series }];
    }),
    findings: findings.map((finding, position) => ({ ...findingColumns(finding), position })),
  };
}

function writeSession(
  database: Database,
  statements: Map<string, Statement>,
  report: Report,
  { probes, samples, findings }: TemplateRows,
): void {
  const { id, startedAt } = report.session;
  insertRow(database, 'session', {
    ...reportColumns(report),
    stored_bytes: storedBytes,
    kept_since_epoch_ms: Date.parse(startedAt),
  });
  const parts: [string, Row[]][] = [
    ['probe', probes],
    ['sample', samples],
    ['finding', findings],
  ];
  for (const [table, rows] of parts) insertAll(database, statements, table, rows, id);
  indexSession(database, report.session, report);
}

/** Rows of one table all have the same columns. */
function insertAll(
  database: Database,
  statements: Map<string, Statement>,
  table: string,
  rows: Row[],
  sessionId: string,
): void {
  const [first] = rows;
  if (!first) return;
  const statement =
    statements.get(table) ??
    database.prepare(insertSql(table, { ...first, session_id: sessionId }));
  statements.set(table, statement);
  for (const row of rows) statement.run(...Object.values(row), sessionId);
}
