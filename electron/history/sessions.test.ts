import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionPage } from '../../shared/history.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { openDatabase } from './database.ts';
import { Sessions, type SessionStart } from './sessions.ts';

const t = createTranslate('en');
let folder: string;
let path: string;
let database: Database;
let sessions: Sessions;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-sessions-'));
  path = join(folder, 'history.db');
  database = must(openDatabase(path, t));
  sessions = new Sessions(database, t);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.code;
}

/** A report with an id and a time of its own. */
function reportNumber(n: number, overrides: Partial<Report> = {}): Report {
  const report = exampleReport(overrides);
  const id = `019505a0-5c00-7000-8000-${n.toString(16).padStart(12, '0')}`;
  const startedAt = new Date(Date.UTC(2026, 2, 2, 8, 0, n)).toISOString();
  return { ...report, session: { ...report.session, id, startedAt } };
}

/** What is known of a session when it starts. */
function startOf(report: Report): SessionStart {
  const { id, startedAt, profile, app, host, ticket, note } = report.session;
  return { id, startedAt, profile, app, host, ...(ticket && { ticket }), ...(note && { note }) };
}

function begin(report: Report): void {
  must(sessions.beginSession(startOf(report)));
}

const listAll = () => must(sessions.listSessions({ before: null, limit: 500 }));
const idsOf = ({ sessions: rows }: { sessions: { id: string }[] }) => rows.map(({ id }) => id);

describe('a session', () => {
  it('is in the list from its first second, as running and without a verdict', () => {
    const report = reportNumber(1);
    begin(report);
    expect(listAll().sessions).toEqual([
      {
        id: report.session.id,
        startedAt: report.session.startedAt,
        durationMs: null,
        status: 'running',
        profile: 'Contoso',
        level: null,
        headline: null,
        network: null,
        findingCount: 0,
        ticket: 'INC-1234',
        note: 'Calls drop after a minute, since Monday.',
        imported: false,
        integrity: null,
      },
    ]);
    expect(codeOf(sessions.getReport(report.session.id))).toBe('session-running');
  });

  it('comes back as the report that was stored, in the order of its probes', () => {
    const report = reportNumber(1);
    begin(report);
    for (const probe of [...report.probes].reverse()) {
      must(sessions.appendProbe(report.session.id, probe));
    }
    must(sessions.finishSession(report));
    expect(must(sessions.getReport(report.session.id))).toEqual(report);
    expect(listAll().sessions[0]).toMatchObject({ status: 'completed', level: 'degraded' });
  });

  it('comes back without the members that it never had', () => {
    const { id, startedAt, durationMs, status, profile, app, host } = reportNumber(1).session;
    const session = { id, startedAt, durationMs, status, profile, app, host };
    const report = { ...reportNumber(1), session: { ...session, redacted: true as const } };
    must(sessions.finishSession(report));
    expect(must(sessions.getReport(session.id))).toStrictEqual(report);
  });

  it('comes back as stored whatever its texts and numbers are', () => {
    let n = 0;
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
        (text, number) => {
          const example = reportNumber(++n);
          const probes = example.probes.map((probe) => ({
            ...probe,
            target: text,
            durationMs: number,
            error: { code: 'internal' as const, message: text },
          }));
          const report = {
            ...example,
            session: { ...example.session, note: text, durationMs: number },
            nat: { ...example.nat, reason: text },
            probes,
          };
          must(sessions.importReport(report));
          expect(must(sessions.getReport(report.session.id))).toEqual(report);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('takes no probe after its end, and none before its start', () => {
    const report = reportNumber(1);
    const [probe] = report.probes;
    if (!probe) throw new Error('no probe');
    expect(codeOf(sessions.appendProbe(report.session.id, probe))).toBe('session-not-running');
    must(sessions.finishSession(report));
    expect(codeOf(sessions.appendProbe(report.session.id, probe))).toBe('session-not-running');
  });

  it('is finished once: what another process stored stays', () => {
    const report = reportNumber(1);
    must(sessions.finishSession(report));
    const other = { ...report, verdict: { ...report.verdict, headline: 'another one' } };
    expect(codeOf(sessions.finishSession(other))).toBe('session-finished');
    expect(must(sessions.getReport(report.session.id))).toEqual(report);
  });

  it('that is not there is a failure that says so', () => {
    expect(codeOf(sessions.getReport('019505a0-5c00-7000-8000-00000000ffff'))).toBe(
      'session-missing',
    );
  });
});

describe('interrupted sessions', () => {
  it('are those whose process is gone, with every probe that had ended', () => {
    const gone = reportNumber(1);
    begin(gone);
    for (const probe of gone.probes.slice(0, 3)) {
      must(sessions.appendProbe(gone.session.id, probe));
    }
    must(sessions.finishSession(reportNumber(2)));

    expect(must(sessions.findInterrupted(() => true))).toEqual([]);
    expect(must(sessions.findInterrupted(() => false))).toEqual([
      { ...startOf(gone), probes: gone.probes.slice(0, 3) },
    ]);
  });

  it('are asked for by the process that began them and the time', () => {
    begin(reportNumber(1));
    const asked: unknown[] = [];
    must(
      sessions.findInterrupted((...owner) => {
        asked.push(owner);
        return true;
      }),
    );
    expect(asked).toEqual([[process.pid, reportNumber(1).session.startedAt]]);
  });

  it('are finished like any other', () => {
    const report = reportNumber(1);
    begin(report);
    const finished: Report = { ...report, session: { ...report.session, status: 'interrupted' } };
    must(sessions.finishSession(finished));
    expect(must(sessions.findInterrupted(() => false))).toEqual([]);
    expect(must(sessions.getReport(report.session.id))).toEqual(finished);
  });
});

describe('the list', () => {
  it('gives every session once, newest first, page by page', () => {
    const reports = Array.from({ length: 25 }, (_, i) => reportNumber(i));
    for (const report of [...reports.slice(10), ...reports.slice(0, 10)]) {
      must(sessions.finishSession(report));
    }
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page: SessionPage = must(sessions.listSessions({ before, limit: 10 }));
      expect(page.total).toBe(25);
      seen.push(...idsOf(page));
      before = page.nextBefore;
    } while (before !== null);
    expect(seen).toEqual(reports.map(({ session }) => session.id).reverse());
  });

  it('loses and repeats none of several that started in the same millisecond', () => {
    const at = '2026-03-02T08:00:00.000Z';
    for (let n = 0; n < 5; n += 1) {
      const report = reportNumber(n);
      must(sessions.finishSession({ ...report, session: { ...report.session, startedAt: at } }));
    }
    const first = must(sessions.listSessions({ before: null, limit: 3 }));
    const second = must(sessions.listSessions({ before: first.nextBefore, limit: 3 }));
    expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(5);
    expect(second.nextBefore).toBeNull();
  });

  it('orders an imported time with an offset by the instant that it means', () => {
    const offset = reportNumber(1);
    const later = { ...offset.session, startedAt: '2026-03-02T03:30:00-05:00' };
    must(sessions.importReport({ ...offset, session: later }));
    must(sessions.finishSession(reportNumber(2)));
    expect(listAll().sessions.map(({ imported }) => imported)).toEqual([true, false]);
    expect(must(sessions.getReport(later.id)).session.startedAt).toBe(later.startedAt);
  });

  it('has nothing after a key that is none', () => {
    must(sessions.finishSession(reportNumber(1)));
    expect(must(sessions.listSessions({ before: "' OR 1", limit: 5 })).sessions).toEqual([]);
  });
});

describe('deleted sessions', () => {
  it('leave the list and can be brought back', () => {
    const report = reportNumber(1);
    must(sessions.finishSession(report));
    must(sessions.finishSession(reportNumber(2)));
    const { id } = report.session;

    expect(must(sessions.deleteSessions([id, 'unknown']))).toEqual({ deleted: 1 });
    expect(must(sessions.deleteSessions([id]))).toEqual({ deleted: 0 });
    expect(listAll()).toMatchObject({ total: 1 });
    expect(codeOf(sessions.getReport(id))).toBe('session-missing');

    expect(must(sessions.restoreSessions([id, reportNumber(2).session.id]))).toEqual({
      restored: 1,
    });
    expect(must(sessions.getReport(id))).toEqual(report);
  });

  it('are removed for good by a purge, with their traces in the file', () => {
    const secret = 'HOSTNAME-THAT-NOBODY-MAY-FIND';
    const report = reportNumber(1);
    const host = { ...report.session.host, hostname: secret };
    must(sessions.finishSession({ ...report, session: { ...report.session, host } }));
    must(sessions.finishSession(reportNumber(2)));
    database.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(path).includes(secret)).toBe(true);

    must(sessions.deleteSessions([report.session.id]));
    expect(must(sessions.file.purgeDeleted())).toEqual({ purged: 1 });

    expect(must(sessions.restoreSessions([report.session.id]))).toEqual({ restored: 0 });
    expect(listAll().total).toBe(1);
    expect(readFileSync(path).includes(secret)).toBe(false);
    expect(readFileSync(`${path}-wal`).includes(secret)).toBe(false);
    expect(database.prepare('SELECT count(DISTINCT session_id) FROM probe').pluck().get()).toBe(1);
  });

  it('that still run are kept by a purge, so that their end finds them', () => {
    const report = reportNumber(1);
    begin(report);
    must(sessions.deleteSessions([report.session.id]));
    expect(must(sessions.file.purgeDeleted())).toEqual({ purged: 0 });
    must(sessions.finishSession(report));
    expect(listAll().total).toBe(0);
  });
});

describe('an imported report', () => {
  it('is marked, and is the report that was imported', () => {
    const report = reportNumber(1);
    must(sessions.importReport(report));
    expect(listAll().sessions[0]?.imported).toBe(true);
    expect(must(sessions.getReport(report.session.id))).toEqual(report);
  });

  it('is refused where its session is there, also where it still runs', () => {
    must(sessions.finishSession(reportNumber(1)));
    begin(reportNumber(2));
    const refused = sessions.importReport(reportNumber(1));
    expect(codeOf(refused)).toBe('session-exists');
    expect(!refused.ok && refused.message).toContain('already');
    expect(codeOf(sessions.importReport(reportNumber(2)))).toBe('session-exists');
  });

  it('takes the place of one that was deleted', () => {
    must(sessions.finishSession(reportNumber(1)));
    must(sessions.deleteSessions([reportNumber(1).session.id]));
    must(sessions.importReport(reportNumber(1)));
    expect(listAll().sessions.map(({ imported }) => imported)).toEqual([true]);
    expect(must(sessions.getReport(reportNumber(1).session.id))).toEqual(reportNumber(1));
  });

  it('may name two probes alike', () => {
    const [probe] = reportNumber(1).probes;
    if (!probe) throw new Error('no probe');
    const report = reportNumber(1, { probes: [probe, probe] });
    must(sessions.importReport(report));
    expect(must(sessions.getReport(report.session.id))).toEqual(report);
  });
});

describe('verify', () => {
  const asNamed = ({ integrity }: Report) => integrity.sha256;
  const verify = async (hashOf: (report: Report) => string | null = asNamed) =>
    must(await sessions.file.verify(hashOf));

  it('finds nothing in a sound history', async () => {
    must(sessions.finishSession(reportNumber(1)));
    begin(reportNumber(2));
    expect(await verify()).toEqual({ checked: 1, problems: [] });
  });

  it('names the session whose report does not match its hash', async () => {
    must(sessions.finishSession(reportNumber(1)));
    must(sessions.finishSession(reportNumber(2)));
    const altered = reportNumber(2).session.id;
    const { problems } = await verify((report) =>
      report.session.id === altered ? 'another' : asNamed(report),
    );
    expect(problems).toEqual([
      {
        sessionId: altered,
        message: expect.stringContaining(altered) as string,
      },
    ]);
  });

  it('names the session whose rows make no report, and reading it is a failure', async () => {
    const { id } = reportNumber(1).session;
    must(sessions.finishSession(reportNumber(1)));
    database.prepare("UPDATE session SET nat_json = '{'").run();
    expect(await verify()).toMatchObject({ problems: [{ sessionId: id }] });
    expect(codeOf(sessions.getReport(id))).toBe('session-damaged');
  });

  it('reports damage of the file itself', async () => {
    for (let n = 0; n < 20; n += 1) must(sessions.finishSession(reportNumber(n)));
    database.close();
    // One letter in one place: the row, or an index on it, no longer says the same as the other.
    const bytes = readFileSync(path);
    bytes.write('f', bytes.lastIndexOf(reportNumber(3).session.id));
    writeFileSync(path, bytes);
    database = must(openDatabase(path, t));
    sessions = new Sessions(database, t);
    expect((await verify()).problems[0]).toMatchObject({ sessionId: null });
  });
});

describe('a disk that is full', () => {
  function fill(): void {
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages}`);
  }

  it('is a failure that says what to do, and leaves what was written before', () => {
    const report = reportNumber(1);
    begin(report);
    fill();
    const large = { ...reportNumber(1), session: { ...report.session, note: 'x'.repeat(100_000) } };

    const full = sessions.finishSession(large);

    expect(codeOf(full)).toBe('disk-full');
    expect(!full.ok && full.message).toContain('Free some space');
    expect(!full.ok && full.message).toContain(path);
    expect(listAll().sessions).toMatchObject([{ status: 'running' }]);
  });

  it('stops no later write once there is room again', () => {
    const report = reportNumber(1);
    fill();
    const begun = sessions.beginSession({ ...startOf(report), note: 'x'.repeat(100_000) });
    expect(codeOf(begun)).toBe('disk-full');
    database.pragma('max_page_count = 1000000');
    must(sessions.finishSession(report));
    expect(must(sessions.getReport(report.session.id))).toEqual(report);
  });
});

it('throws what is a mistake in Callpath', () => {
  database.close();
  expect(() => sessions.listSessions({ before: null, limit: 1 })).toThrow('not open');
  database = must(openDatabase(path, t));
});
