import { describe, expect, it } from 'vitest';
import type { CheckEvent } from '../../shared/check.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { answeredBinding } from '../../shared/testing/probes.ts';
import { calmLimitMs, CheckProgress, deservesNotice } from './check-notice.ts';

function report(durationMs: number, status: 'completed' | 'cancelled' = 'completed') {
  const { session } = exampleReport();
  return exampleReport({ session: { ...session, durationMs, status } });
}

describe('deservesNotice', () => {
  it('tells of a long check that ended behind another window', () => {
    expect(deservesNotice(report(calmLimitMs), false)).toBe(true);
  });

  it('is quiet while the window is in front', () => {
    expect(deservesNotice(report(60_000), true)).toBe(false);
  });

  it('is quiet about a check that was over at once', () => {
    expect(deservesNotice(report(calmLimitMs - 1), false)).toBe(false);
  });

  it('is quiet about a check that the person cancelled', () => {
    expect(deservesNotice(report(60_000, 'cancelled'), false)).toBe(false);
  });
});

describe('CheckProgress', () => {
  const sessionId = 'session';
  const probes = [answeredBinding('a:1'), answeredBinding('b:1'), answeredBinding('c:1')];
  const planned: CheckEvent = {
    type: 'planned',
    sessionId,
    startedAt: '2026-03-02T14:02:11.250Z',
    probes: probes.slice(0, 2).map((probe) => ({ ...probe, deadlineMs: 1_000 })),
  };

  it('is the share of planned tests that have ended', () => {
    const progress = new CheckProgress();
    expect(progress.value).toBe(-1);
    const values = [
      planned,
      ...probes.map((probe): CheckEvent => ({ type: 'ended', sessionId, probe })),
    ].map((event) => progress.follow(event));
    // A test that was not planned must not make it more than whole.
    expect(values).toEqual([0, 0.5, 1, 1]);
  });

  it('counts a test once', () => {
    const progress = new CheckProgress();
    progress.follow(planned);
    const [probe] = probes;
    if (!probe) throw new Error('no probe');
    progress.follow({ type: 'ended', sessionId, probe });
    expect(progress.follow({ type: 'ended', sessionId, probe })).toBe(0.5);
  });

  it('shows nothing after the end, and begins anew with the next plan', () => {
    const progress = new CheckProgress();
    progress.follow(planned);
    expect(progress.follow({ type: 'finished', sessionId, report: exampleReport() })).toBe(-1);
    expect(progress.follow(planned)).toBe(0);
    expect(progress.end()).toBe(-1);
  });
});
