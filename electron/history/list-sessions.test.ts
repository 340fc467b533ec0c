import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionFilter } from '../../shared/history.ts';
import type { Report } from '../../shared/report.ts';
import { answeredBinding } from '../../shared/testing/probes.ts';
import {
  must,
  reportNumber,
  type TemporaryHistory,
  temporaryHistory,
} from './testing/temporary-history.ts';

let history: TemporaryHistory;

beforeEach(() => {
  history = temporaryHistory();
});
afterEach(() => {
  history.remove();
});

function store(...reports: Report[]): void {
  for (const report of reports) must(history.sessions.finishSession(report));
}

const page = (filter: SessionFilter, before: string | null = null, limit = 500) =>
  must(history.sessions.listSessions({ before, limit, filter }));
/** The numbers of the sessions that a filter finds, newest first. */
const found = (filter: SessionFilter) =>
  page(filter).sessions.map(({ id }) => Number.parseInt(id.slice(-12), 16));

describe('a search', () => {
  beforeEach(() => {
    store(
      reportNumber(1, { session: { ticket: 'INC-7001', note: 'The VPN was off.' } }),
      reportNumber(2, { session: { ticket: 'INC-7002', note: '网络不通，重启路由器后正常' } }),
      reportNumber(3, {
        session: { ticket: 'INC-7003', note: '100% "quoted" a*b NEAR(x y)\nline two' },
        verdict: { headline: 'Every call will work' },
        findings: [],
        probes: [answeredBinding('stun.fabrikam.example:3478')],
      }),
    );
  });

  it.each([
    ['inc-7002', [2]],
    ['vpn', [1]],
    ['VPN OFF', [1]],
    ['vpn 7002', []],
    ['fabrikam', [3]],
    ['server-silent', [2, 1]],
    ['does not accept the user', [2, 1]],
    ['every call', [3, 2, 1]],
    ['laptop-7f3k', [3, 2, 1]],
    ['203.0.113.1', [3, 2, 1]],
    ['contoso', [3, 2, 1]],
    ['网络不通', [2]],
    ['网络', [2]],
    ['网', [2]],
    ['路由 7002', [2]],
    ['无线', []],
    ['a*', [3]],
    ['%', [3]],
    ['"', [3]],
    ['"quoted"', [3]],
    ['near(x', [3]],
    ['line two', [3]],
    ['   ', [3, 2, 1]],
    ['\0', [3, 2, 1]],
    ['vpn\0', [1]],
    ['v\0pn off', [1]],
  ])('for %j finds %j', (text, numbers) => {
    expect(found({ text })).toEqual(numbers);
  });

  it.each([
    'xyz OR vpn',
    'NOT fabrikam',
    'NEAR(vpn was)',
    'value:vpn',
    '^vpn',
    'vpn*',
    "' OR 1 --",
    '{a b}:c',
    'a"b',
    '("',
    '\\',
    '_',
  ])('takes %j for text', (text) => {
    expect(found({ text })).toEqual([]);
  });

  it('finds what a session is about as soon as it runs, and no longer what it was about', () => {
    const { status: _, durationMs: __, ...start } = reportNumber(4).session;
    must(history.sessions.beginSession({ ...start, ticket: 'OLD-1' }));
    expect(found({ text: 'old-1' })).toEqual([4]);
    store(reportNumber(4, { session: { ticket: 'NEW-1' } }));
    expect(found({ text: 'old-1' })).toEqual([]);
    expect(found({ text: 'new-1' })).toEqual([4]);
  });

  it('finds nothing that was deleted, until it is restored', () => {
    const ids = [reportNumber(1).session.id];
    must(history.sessions.deleteSessions(ids));
    expect(found({ text: 'vpn' })).toEqual([]);
    must(history.sessions.restoreSessions(ids));
    expect(found({ text: 'vpn' })).toEqual([1]);
  });
});

describe('a filter', () => {
  beforeEach(() => {
    const good = { level: 'good', headline: 'Calls will work' } as const;
    store(
      reportNumber(1),
      reportNumber(2, { verdict: good, findings: [] }),
      reportNumber(3, { verdict: { level: 'blocked' }, probes: [] }),
    );
    must(history.sessions.importReport(reportNumber(4, { verdict: good })));
  });

  it.each<[SessionFilter, number[]]>([
    [{}, [4, 3, 2, 1]],
    [{ levels: [] }, [4, 3, 2, 1]],
    [{ levels: ['good'] }, [4, 2]],
    [{ levels: ['good', 'blocked'] }, [4, 3, 2]],
    [{ imported: true }, [4]],
    [{ imported: false }, [3, 2, 1]],
    [{ finding: 'server-silent' }, [4, 3, 1]],
    [{ finding: 'no-such-finding' }, []],
    [{ server: 'turn:turn-us.example.org' }, [4, 2, 1]],
    [{ server: 'TURN:turn-us.example.org' }, []],
    [{ server: 'turn:turn-us.example.org', finding: 'server-silent' }, [4, 1]],
    [{ server: 'turn:turn-us.example.org', levels: ['good'], imported: false }, [2]],
    [{ from: '2026-03-02T08:00:02Z' }, [4, 3, 2]],
    [{ to: '2026-03-02T08:00:02Z' }, [1]],
    [{ from: '2026-03-02T10:00:02+02:00', to: '2026-03-02T08:00:03Z' }, [2]],
    [{ text: 'silent turn-us', levels: ['degraded'] }, [1]],
    [{ text: 'silent turn-us', levels: ['good'] }, [4]],
    [{ text: 'turn-us', server: 'turn:turn-us.example.org', levels: ['degraded'] }, [1]],
  ])('%j matches %j', (filter, numbers) => {
    expect(found(filter)).toEqual(numbers);
    expect(page(filter).total).toBe(numbers.length);
  });

  it('by network matches what the list shows', () => {
    const [session] = page({}).sessions;
    expect(session?.network).toContain('203.0.113.1');
    expect(found({ network: session?.network ?? '' })).toContain(4);
  });

  it('gives every match once, page by page, and counts them on each page', () => {
    const filter = { finding: 'server-silent', text: 'contoso' };
    const first = page(filter, null, 2);
    expect(first).toMatchObject({ total: 3, isTotalCapped: false });
    const second = page(filter, first.nextBefore, 2);
    expect(second).toMatchObject({ total: 3, nextBefore: null });
    expect([...first.sessions, ...second.sessions].map(({ id }) => id)).toEqual(
      page(filter).sessions.map(({ id }) => id),
    );
  });

  it('counts anew after a change', () => {
    expect(page({ levels: ['good'] }).total).toBe(2);
    must(history.sessions.deleteSessions([reportNumber(2).session.id]));
    expect(page({ levels: ['good'] }).total).toBe(1);
  });
});

it('offers what can be filtered by, the most frequent first', () => {
  store(reportNumber(1), reportNumber(2, { findings: [] }), reportNumber(3, { probes: [] }));
  const { servers, findings, networks } = must(history.sessions.facets());
  expect(servers).toContainEqual({ value: 'stun:stun.example.org:3478', count: 2 });
  expect(findings[0]?.count).toBe(2);
  expect(networks.map(({ count }) => count)).toEqual([2, 1]);
  must(history.sessions.deleteSessions([1, 2, 3].map((n) => reportNumber(n).session.id)));
  expect(must(history.sessions.facets())).toEqual({ servers: [], findings: [], networks: [] });
});

describe('the last good session', () => {
  const good = { level: 'good' } as const;

  it('is the newest completed one of the same profile before', () => {
    store(
      reportNumber(1, { verdict: good }),
      reportNumber(2, { verdict: good, session: { profile: 'Other' } }),
      reportNumber(3, { verdict: good, session: { status: 'cancelled' } }),
      reportNumber(4),
      reportNumber(5),
      reportNumber(6, { verdict: good }),
    );
    expect(must(history.sessions.findLastGood(reportNumber(5).session.id))).toEqual({
      id: reportNumber(1).session.id,
    });
  });

  it('is null where there is none', () => {
    store(reportNumber(1), reportNumber(2, { verdict: good }));
    expect(must(history.sessions.findLastGood(reportNumber(1).session.id))).toBeNull();
    expect(must(history.sessions.findLastGood('none'))).toBeNull();
  });
});

describe('a trend', () => {
  it('gives the newest sessions with a server, oldest first, with what that server did', () => {
    store(...[1, 2, 3].map((n) => reportNumber(n)), reportNumber(4, { probes: [] }));
    const points = must(history.sessions.trend({ server: 'turn:turn-us.example.org', limit: 2 }));
    expect(points).toEqual(
      [2, 3].map((n) => ({
        sessionId: reportNumber(n).session.id,
        startedAt: reportNumber(n).session.startedAt,
        level: 'degraded',
        rttMs: null,
        lossPercent: 100,
        network: expect.stringContaining('203.0.113.1') as string,
      })),
    );
  });

  it('of a network, or of all, takes every server together', () => {
    store(reportNumber(1), reportNumber(2, { probes: [] }));
    const all = must(history.sessions.trend({}));
    expect(all.map(({ rttMs }) => rttMs)).toEqual([expect.any(Number), null]);
    const network = all[0]?.network ?? '';
    expect(must(history.sessions.trend({ network }))).toEqual([all[0]]);
    expect(must(history.sessions.trend({ network: 'elsewhere' }))).toEqual([]);
  });
});
