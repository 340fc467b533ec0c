import { describe, expect, it } from 'vitest';
import { compareReports } from './compare.ts';
import type { ProbeResult, Report, TlsResult } from './report.ts';
import { exampleReport } from './testing/example-report.ts';
import {
  allocation,
  answeredBinding,
  failedBinding,
  refusedAllocation,
  relayed,
} from './testing/probes.ts';

const server = 'turn.example.org:3478';
const subject = `turn:${server}`;

function withProbes(...probes: ProbeResult[]): Report {
  return exampleReport({ probes });
}

function silentAllocation(overrides: Partial<ProbeResult> = {}): ProbeResult {
  return {
    ...allocation(server),
    status: 'failed',
    error: { code: 'timeout', message: '' },
    ...overrides,
  } as ProbeResult;
}

function withCertificate(tls: Partial<TlsResult>, probe: Partial<ProbeResult> = {}): Report {
  const plain = allocation(server, { transport: 'tls', target: `turns:${server}` });
  const certificate = {
    protocol: 'TLSv1.3',
    subject: 'turn.example.org',
    issuer: 'Example CA',
    validTo: '2026-12-01T00:00:00.000Z',
    problem: 'none',
    ...tls,
  } as const;
  const result = plain.result && { ...plain.result, tls: certificate };
  return withProbes({ ...plain, result, ...probe } as ProbeResult);
}

describe('comparing servers', () => {
  it('tells that no relay is left, and one is back', () => {
    const [relays, silent] = [withProbes(allocation(server)), withProbes(silentAllocation())];
    expect(compareReports(relays, silent)).toMatchObject([
      { kind: 'relay', before: true, after: false, direction: 'worse' },
      { kind: 'server', subject, after: 'silent' },
    ]);
    expect(compareReports(silent, relays)).toMatchObject([
      { kind: 'relay', direction: 'better' },
      { kind: 'server', before: 'silent', after: 'works', direction: 'better' },
    ]);
  });

  it('keeps silent about relays that one check did not ask to the end', () => {
    const cancelled = silentAllocation({ error: { code: 'cancelled', message: '' } });
    expect(compareReports(withProbes(allocation(server)), withProbes(cancelled))).toEqual([]);
  });

  it('knows a server that refuses from one that is silent', () => {
    const refusing = withProbes(refusedAllocation(server, 401));
    const silent = withProbes(silentAllocation());
    expect(compareReports(silent, refusing)).toMatchObject([
      { kind: 'server', before: 'silent', after: 'refused', direction: 'better' },
    ]);
  });

  it('tells a new server and one that is no longer asked, where others were asked the same', () => {
    const [one, two] = [answeredBinding('a.example.org'), answeredBinding('b.example.org')];
    expect(compareReports(withProbes(one), withProbes(one, two))).toMatchObject([
      { kind: 'server-added', subject: 'stun:b.example.org', direction: 'neutral' },
    ]);
    expect(compareReports(withProbes(one, two), withProbes(one))).toMatchObject([
      { kind: 'server-gone', subject: 'stun:b.example.org' },
    ]);
  });

  it('does not call a server gone that a cancelled check did not come to', () => {
    const [one, two] = [answeredBinding('a.example.org'), answeredBinding('b.example.org')];
    const { session } = exampleReport();
    const cut = exampleReport({ probes: [one], session: { ...session, status: 'cancelled' } });
    expect(compareReports(withProbes(one, two), cut)).toEqual([]);
  });

  it('tells loss of call data from 2 percent on, and none of the few packets of a question', () => {
    const clean = withProbes(relayed(server));
    const lossy = withProbes(relayed(server, { received: 93, lossPercent: 7 }));
    const little = withProbes(relayed(server, { received: 99, lossPercent: 1 }));
    expect(compareReports(clean, lossy)).toEqual([
      { kind: 'loss', subject, before: 0, after: 7, direction: 'worse' },
    ]);
    expect(compareReports(lossy, clean)).toMatchObject([{ kind: 'loss', direction: 'better' }]);
    expect(compareReports(clean, little)).toEqual([]);
    const question = answeredBinding(server);
    const lostOne = { ...question, result: question.result && { ...question.result, received: 4 } };
    expect(compareReports(withProbes(question), withProbes(lostOne))).toEqual([]);
  });

  it('tells a certificate that is no longer trusted instead of a server that fails', () => {
    const untrusted = { code: 'untrusted', message: '' } as const;
    const expired = withCertificate({ problem: 'expired' }, { status: 'failed', error: untrusted });
    const changes = compareReports(withCertificate({}), expired);
    expect(changes.map(({ kind, direction }) => [kind, direction])).toEqual([
      ['relay', 'worse'],
      ['certificate', 'worse'],
    ]);
  });

  it('tells a renewed certificate', () => {
    const renewed = withCertificate({ validTo: '2027-12-01T00:00:00.000Z' });
    expect(compareReports(withCertificate({}), renewed)).toMatchObject([
      { kind: 'certificate', direction: 'neutral', after: { problem: 'none' } },
    ]);
    expect(compareReports(renewed, renewed)).toEqual([]);
  });

  it('does not match the aliases of redacted reports', () => {
    const { session } = exampleReport();
    const shared = { ...session, redacted: true } as const;
    const silent = exampleReport({ session: shared, probes: [failedBinding(server, 'timeout')] });
    const works = exampleReport({ session: shared, probes: [answeredBinding(server)] });
    expect(compareReports(works, silent)).toEqual([]);
  });
});
