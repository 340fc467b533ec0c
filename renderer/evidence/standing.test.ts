import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../shared/report.ts';
import { answeredBinding, failedBinding } from '../../shared/testing/probes.ts';
import type { Observation } from './observation.ts';
import { combine, combineTests, reasonKey, standingOfProbe } from './standing.ts';

const server = 'stun.example.org:3478';

function observe(probe: ProbeResult): Observation {
  return { ...probe, phase: 'ended', probe };
}

describe('standingOfProbe', () => {
  it('tells failure, silence of the check and cancelling apart', () => {
    expect(standingOfProbe(failedBinding(server, 'timeout'))).toBe('fails');
    expect(standingOfProbe(failedBinding(server, 'internal'))).toBe('unknown');
    expect(standingOfProbe(failedBinding(server, 'cancelled'))).toBe('skipped');
    expect(standingOfProbe(answeredBinding(server, { status: 'inconclusive' }))).toBe('unknown');
  });

  it('does not show a missing IPv6 as a failure', () => {
    const probe = failedBinding(server, 'unreachable', { family: 'IPv6' });
    expect(standingOfProbe(probe)).toBe('skipped');
    expect(reasonKey(probe)).toBe('window.reason.noIpv6');
  });

  it('shows as a failure what has no other way than IPv6', () => {
    const probe = failedBinding('[2001:db8::1]:3478', 'unreachable', { family: 'IPv6' });
    expect(standingOfProbe(probe)).toBe('fails');
    expect(reasonKey(probe)).toBe('report.error.unreachable');
  });
});

describe('combine', () => {
  it('runs as long as one of several waits or runs', () => {
    expect(combine(['works', 'waiting'])).toBe('running');
    expect(combine(['waiting', 'waiting'])).toBe('waiting');
    expect(combine(['works', 'running'])).toBe('running');
  });

  it('works in part where some work and some fail', () => {
    expect(combine(['works', 'fails'])).toBe('partly');
  });

  it('never makes a failure of what is not known', () => {
    expect(combine(['unknown', 'skipped'])).toBe('unknown');
    expect(combine(['works', 'skipped'])).toBe('works');
    expect(combine([])).toBe('skipped');
  });
});

describe('combineTests', () => {
  it('lets one address family be enough', () => {
    const tests = [
      observe(answeredBinding(server)),
      observe(failedBinding(server, 'timeout', { id: '6', family: 'IPv6' })),
    ];
    expect(combineTests(tests)).toBe('works');
  });
});
