import { describe, expect, it } from 'vitest';
import { compareReports } from './compare.ts';
import type { Nat, ProbeResult, Report, VerdictLevel } from './report.ts';
import { exampleReport } from './testing/example-report.ts';
import {
  answeredBinding,
  baseline,
  failedBaseline,
  failedBinding,
  refusedAllocation,
} from './testing/probes.ts';

const host = 'stun.example.org:3478';
const subject = `stun:${host}`;

function withProbes(...probes: ProbeResult[]): Report {
  return exampleReport({ probes });
}

function withVerdict(level: VerdictLevel): Report {
  return exampleReport({ verdict: { ...exampleReport().verdict, level } });
}

function withNat(nat: Partial<Nat>): Report {
  return exampleReport({ nat: { ...exampleReport().nat, ...nat } });
}

function withRtt(median: number): Report {
  const rttMs = { min: median, median, p95: median, max: median, jitter: 0 };
  const { result } = answeredBinding(host);
  return withProbes(answeredBinding(host, { result: result && { ...result, rttMs } }));
}

describe('compareReports', () => {
  it('finds nothing between a report and itself', () => {
    expect(compareReports(exampleReport(), exampleReport())).toEqual([]);
  });

  it.each([
    ['good', 'degraded', 'worse'],
    ['good', 'inconclusive', 'worse'],
    ['degraded', 'blocked', 'worse'],
    ['blocked', 'degraded', 'better'],
    ['inconclusive', 'good', 'better'],
    ['inconclusive', 'blocked', 'neutral'],
    ['blocked', 'inconclusive', 'neutral'],
  ] as const)('calls a verdict that went from %s to %s %s', (before, after, direction) => {
    expect(compareReports(withVerdict(before), withVerdict(after))).toEqual([
      { kind: 'verdict', subject: '', before, after, direction },
    ]);
  });

  it('tells a server that fell silent, and one that answers again', () => {
    const answering = withProbes(answeredBinding(host));
    const silent = withProbes(failedBinding(host, 'timeout'));
    expect(compareReports(answering, silent)).toEqual([
      { kind: 'server', subject, before: 'works', after: 'silent', direction: 'worse' },
    ]);
    expect(compareReports(silent, answering)).toMatchObject([{ direction: 'better' }]);
  });

  it('tells a server that began to refuse', () => {
    const turn = 'turn:turn.example.org:3478';
    const before = withProbes(answeredBinding('turn.example.org:3478', { target: turn }));
    const after = withProbes(...before.probes, refusedAllocation('turn.example.org:3478', 401));
    expect(compareReports(before, after)).toMatchObject([
      { subject: turn, before: 'works', after: 'refused', direction: 'worse' },
    ]);
  });

  it('says nothing about a server that one of the checks did not ask', () => {
    const asked = withProbes(answeredBinding(host));
    const cancelled = withProbes(failedBinding(host, 'cancelled'));
    expect(compareReports(asked, withProbes())).toEqual([]);
    expect(compareReports(withProbes(), asked)).toEqual([]);
    expect(compareReports(asked, cancelled)).toEqual([]);
  });

  it.each([
    [61, 38, 'better'],
    [38, 61, 'worse'],
    [24, 180, 'worse'],
  ])('tells a round trip that went from %d to %d ms', (before, after, direction) => {
    expect(compareReports(withRtt(before), withRtt(after))).toEqual([
      { kind: 'rtt', subject, before, after, direction },
    ]);
  });

  it.each([
    [1, 3],
    [200, 230],
    [24, 43.9],
  ])('does not tell a round trip that went from %d to %d ms', (before, after) => {
    expect(compareReports(withRtt(before), withRtt(after))).toEqual([]);
  });

  it('tells another public address, by neither better nor worse, but not another port', () => {
    const publicAddress = { address: '198.51.100.9', port: 1, family: 'IPv4' } as const;
    const port = { address: '203.0.113.1', port: 1, family: 'IPv4' } as const;
    expect(compareReports(exampleReport(), withNat({ publicAddress }))).toEqual([
      {
        kind: 'public-address',
        subject: '',
        before: '203.0.113.1',
        after: '198.51.100.9',
        direction: 'neutral',
      },
    ]);
    expect(compareReports(exampleReport(), withNat({ publicAddress: port }))).toEqual([]);
    expect(compareReports(exampleReport(), withNat({ publicAddress: null }))).toEqual([]);
  });

  it('tells another kind of NAT where both are known', () => {
    const cone = withNat({ rfc3489: 'port-restricted-cone' });
    const symmetric = withNat({ rfc3489: 'symmetric' });
    expect(compareReports(cone, symmetric)).toMatchObject([{ kind: 'nat', direction: 'worse' }]);
    expect(compareReports(symmetric, cone)).toMatchObject([{ kind: 'nat', direction: 'better' }]);
    expect(compareReports(cone, withNat({ rfc3489: 'unknown' }))).toEqual([]);
  });

  it('tells that this computer fails its own test, where both checks ran it', () => {
    const passed = withProbes(baseline());
    const failed = withProbes(failedBaseline());
    expect(compareReports(passed, failed)).toEqual([
      {
        kind: 'relay-baseline',
        subject: 'embedded relay',
        before: 'passed',
        after: 'failed',
        direction: 'worse',
      },
    ]);
    expect(compareReports(failed, passed)).toMatchObject([{ direction: 'better' }]);
    expect(compareReports(passed, withProbes())).toEqual([]);
  });
});
