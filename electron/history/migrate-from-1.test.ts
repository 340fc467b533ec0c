import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import { turnRelay } from '../../shared/testing/turn-probes.ts';
import { openDatabase } from './database.ts';
import { migrate, migrations, userVersion } from './migrate.ts';
import { findingColumns, probeColumns, reportColumns, type Row } from './session-rows.ts';
import { Sessions } from './sessions.ts';
import { insertRow } from './statements.ts';
import { must, reportNumber } from './testing/temporary-history.ts';

const t = createTranslate('en');
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-version-1-'));
  path = join(folder, 'history.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file as the first version did: samples inside the results, and none of the newer columns. */
function writeVersion1(reports: { report: Report; others?: Row }[]): void {
  const database = new Sqlite(path);
  migrate(database, migrations.slice(0, 1));
  for (const { report, others } of reports) {
    const { verdict_owner: _, ...columns } = reportColumns(report);
    insertRow(database, 'session', { ...columns, ...others });
    const place = { session_id: report.session.id };
    report.probes.forEach((probe, position) => {
      const result_json = JSON.stringify(probe.result);
      insertRow(database, 'probe', { ...probeColumns(probe), ...place, position, result_json });
    });
    if (others?.['status'] === 'running') continue;
    report.findings.forEach((finding, position) => {
      insertRow(database, 'finding', { ...findingColumns(finding), ...place, position });
    });
  }
  database.close();
}

function open(): Sessions {
  return new Sessions(must(openDatabase(path, t)), t);
}

const withSamples = () =>
  reportNumber(1, { probes: [...reportNumber(1).probes, turnRelay('turn.example.org:3478')] });

it('keeps every report of version 1 as it was, its samples in rows of their own', () => {
  writeVersion1([{ report: withSamples() }, { report: reportNumber(2) }]);
  const sessions = open();
  expect(must(sessions.getReport(withSamples().session.id))).toEqual(withSamples());
  const database = new Sqlite(path);
  expect(database.prepare('SELECT count(*) FROM sample').pluck().get()).toBe(1);
  const inResults = "SELECT count(*) FROM probe WHERE result_json LIKE '%samples%'";
  expect(database.prepare(inResults).pluck().get()).toBe(0);
  expect(userVersion(database)).toBe(migrations.length);
  database.close();
});

it('lists, finds and counts the sessions of version 1, and not those that were deleted', () => {
  const deleted = { deleted_at_epoch_ms: 1 };
  writeVersion1([
    { report: reportNumber(1), others: { imported: 1 } },
    { report: reportNumber(2) },
    { report: reportNumber(3), others: deleted },
  ]);
  const sessions = open();
  const page = must(
    sessions.listSessions({ before: null, limit: 9, filter: { text: 'inc-1234' } }),
  );
  expect(page.sessions).toMatchObject([
    { id: reportNumber(2).session.id, findingCount: 3, imported: false, integrity: null },
    { id: reportNumber(1).session.id, findingCount: 3, imported: true, integrity: 'intact' },
  ]);
  expect(must(sessions.facets()).findings).toContainEqual({ value: 'server-silent', count: 2 });
  must(sessions.restoreSessions([reportNumber(3).session.id]));
  expect(must(sessions.facets()).findings).toContainEqual({ value: 'server-silent', count: 3 });
});

it('keeps a session that still runs, which its own process goes on with', () => {
  const report = reportNumber(1);
  writeVersion1([{ report, others: { status: 'running', owner_pid: process.pid, sha256: null } }]);
  const sessions = open();
  const [probe] = report.probes;
  if (!probe) throw new Error('no probe');
  must(sessions.appendProbe(report.session.id, probe));
  must(sessions.finishSession(report));
  expect(must(sessions.getReport(report.session.id))).toEqual(report);
});

it('keeps what cannot be read where it is', () => {
  writeVersion1([{ report: reportNumber(1) }, { report: reportNumber(2) }]);
  const database = new Sqlite(path);
  database.exec(
    `UPDATE probe SET result_json = '{' WHERE session_id = '${reportNumber(1).session.id}'`,
  );
  database.close();
  const sessions = open();
  expect(must(sessions.listSessions({ before: null, limit: 9 })).total).toBe(2);
  expect(sessions.getReport(reportNumber(1).session.id)).toMatchObject({ code: 'session-damaged' });
  expect(must(sessions.getReport(reportNumber(2).session.id))).toEqual(reportNumber(2));
});

it('leaves a copy of the file as it was, and of these copies the last two', () => {
  writeVersion1([{ report: reportNumber(1) }]);
  const older = [1, 2, 3].map((day) => `history.db.before-version-2.2026-01-0${day}T00-00-00Z`);
  for (const name of older) writeFileSync(join(folder, name), '');
  open();
  const copies = readdirSync(folder)
    .filter((name) => name.includes('before-version-2'))
    .sort();
  expect(copies).toEqual([older[2], expect.stringMatching(/Z$/)]);
  const copy = new Sqlite(join(folder, copies[1] ?? ''));
  expect(userVersion(copy)).toBe(1);
  expect(copy.prepare('SELECT count(*) FROM session').pluck().get()).toBe(1);
  copy.close();
});
