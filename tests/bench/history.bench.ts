import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import { openDatabase } from '../../electron/history/database.ts';
import { Sessions } from '../../electron/history/sessions.ts';
import type { SessionFilter } from '../../shared/history.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { type Random, seededRandom } from '../../shared/testing/random.ts';
import { turnRelay } from '../../shared/testing/turn-probes.ts';
import { generateHistory } from './generated-history.ts';

const sessionCount = 100_000;
const pageSize = 50;
const runs = 100;
const searchRuns = 15;
const t = createTranslate('en');

export interface HistoryTime {
  what: string;
  medianMs: number;
  p95Ms: number;
  maxMs: number;
  /** What is promised; null where the row is there to compare with. */
  limit: string | null;
}

const filters: Record<string, SessionFilter> = {
  'verdict, rare': { levels: ['inconclusive'] },
  'verdicts, two': { levels: ['degraded', 'blocked'] },
  'server, 1 of 6 sessions': { server: 'turn:turn-uk.contoso.example:3478' },
  'finding, in all sessions': { finding: 'turn-credentials-refused' },
  'finding and server and verdict': {
    finding: 'server-silent',
    server: 'turn:turn-uk.contoso.example:3478',
    levels: ['blocked'],
  },
  'server and verdict, rare': {
    server: 'turn:turn-uk.contoso.example:3478',
    levels: ['inconclusive'],
  },
  'imported, none': { imported: true, levels: ['good'] },
  'a month': { from: '2024-03-01T00:00:00Z', to: '2024-04-01T00:00:00Z' },
  'a month long ago, and a verdict': { to: '2022-02-01T00:00:00Z', levels: ['good'] },
};

const searches = [
  'INC-042317',
  '042317',
  'INC-',
  'example',
  'turn',
  'contoso',
  'calls will work',
  'does not answer',
  'stun-eu.fabrikam',
  'fabrikam 0423',
  'VPN',
  '网络不稳定',
  '路由',
  '网',
  '会议室 有线',
  'de',
  'e',
  'laptop-7',
  '203.0.7.',
  'zzz-not-there',
  'qx',
  'contoso fabrikam',
  'vpn contoso',
  'vpn 路由',
  'de 路由',
  'wi fi',
];

/** The history with 100,000 sessions of 30 probes each: what a person waits for. */
export async function historyBench(): Promise<HistoryTime[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'callpath-bench-history-'));
  try {
    const file = path.join(folder, 'history.db');
    const startMs = performance.now();
    generateHistory(file, sessionCount);
    const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
    const sizeMiB = (statSync(file).size / 1024 / 1024).toFixed(0);
    console.log(`${sessionCount} sessions, ${sizeMiB} MiB, generated in ${seconds} s`);
    return await Promise.resolve(measureHistory(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function measureHistory(file: string): HistoryTime[] {
  const opened = timesOf(3, () => {
    must(openDatabase(file, t)).close();
  });
  const database = must(openDatabase(file, t));
  const sessions = new Sessions(database, t);
  const random = seededRandom(11);
  try {
    return [
      summarize('open the file', opened, null),
      ...lists(sessions),
      ...searchTimes(sessions),
      ...lookUps(sessions, random),
      ...stores(sessions, file),
    ];
  } finally {
    database.close();
  }
}

function lists(sessions: Sessions): HistoryTime[] {
  const limit = 'p95 10 ms';
  const first = timesOf(runs, () => must(sessions.listSessions({ before: null, limit: pageSize })));
  let before: string | null = null;
  const next = timesOf(runs, () => {
    before = must(sessions.listSessions({ before, limit: pageSize })).nextBefore;
  });
  const filtered = Object.entries(filters).flatMap(([name, filter]) => {
    let from: string | null = null;
    const times = timesOf(searchRuns, () => {
      from = must(sessions.listSessions({ before: from, limit: pageSize, filter })).nextBefore;
    });
    const counted = countedAnew(sessions, filter);
    return [
      summarize(`next page: ${name}`, times.slice(1), limit),
      summarize(`first page and count: ${name}`, counted, limit),
    ];
  });
  return [summarize('first page', first, limit), summarize('next page', next, limit), ...filtered];
}

/** Another filter in between, so that the count is not the one of before. */
function countedAnew(sessions: Sessions, filter: SessionFilter): number[] {
  return Array.from({ length: searchRuns }, () => {
    must(sessions.listSessions({ before: null, limit: 1 }));
    return timeOf(() => must(sessions.listSessions({ before: null, limit: pageSize, filter })));
  });
}

function searchTimes(sessions: Sessions): HistoryTime[] {
  const byWord = searches.map((text) => ({ text, times: countedAnew(sessions, { text }) }));
  return [
    summarize(
      'search, all words',
      byWord.flatMap(({ times }) => times),
      'p95 100 ms',
    ),
    ...byWord.map(({ text, times }) => {
      const { total } = must(sessions.listSessions({ before: null, limit: 1, filter: { text } }));
      return summarize(`search "${text}", ${total} found`, times, 'p95 100 ms');
    }),
  ];
}

function lookUps(sessions: Sessions, random: Random): HistoryTime[] {
  const id = () => {
    const n = Math.floor(random() * sessionCount);
    return `019505a0-5c00-7000-8000-${n.toString(16).padStart(12, '0')}`;
  };
  const server = 'turn:turn-uk.contoso.example:3478';
  return [
    summarize(
      'open a session',
      timesOf(runs, () => must(sessions.getReport(id()))),
      'p95 30 ms',
    ),
    summarize(
      'last good session',
      timesOf(runs, () => must(sessions.findLastGood(id()))),
      null,
    ),
    summarize(
      'facets',
      timesOf(searchRuns, () => must(sessions.facets())),
      null,
    ),
    summarize(
      'trend, 2,000 points',
      timesOf(searchRuns, () => must(sessions.trend({ server }))),
      null,
    ),
  ];
}

/** Storing a probe, in turns with a bare insert of the same size into a file of its own, as safely. */
function stores(sessions: Sessions, file: string): HistoryTime[] {
  const bare = new Sqlite(`${file}.bare`);
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  bare.exec('CREATE TABLE bare (text TEXT) STRICT');
  const insert = bare.prepare('INSERT INTO bare (text) VALUES (?)');
  const probe = turnRelay('turn.example.org:3478');
  const text = JSON.stringify(probe);
  const { status: _, durationMs: __, ...example } = exampleReport().session;
  const start = { ...example, id: randomUUID() };
  must(sessions.beginSession(start));
  const [stored, inserted]: [number[], number[]] = [[], []];
  for (let n = 0; n < runs; n += 1) {
    stored.push(timeOf(() => must(sessions.appendProbe(start.id, { ...probe, id: `${n}` }))));
    inserted.push(timeOf(() => insert.run(text)));
  }
  must(sessions.deleteSessions([start.id]));
  bare.close();
  rmSync(`${file}.bare`);
  return [
    summarize(`store a probe of ${text.length} bytes with 100 samples`, stored, 'median 2 ms'),
    summarize('the same as a bare insert', inserted, null),
  ];
}

function timesOf(count: number, work: () => unknown): number[] {
  return Array.from({ length: count }, () => timeOf(work));
}

function timeOf(work: () => unknown): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

function summarize(what: string, times: number[], limit: string | null): HistoryTime {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? NaN;
  const rounded = (ms: number) => Math.round(ms * 100) / 100;
  return {
    what,
    medianMs: rounded(at(0.5)),
    p95Ms: rounded(at(0.95)),
    maxMs: rounded(at(1)),
    limit,
  };
}

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

if (import.meta.main) console.table(await historyBench());
