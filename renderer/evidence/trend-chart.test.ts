import { describe, expect, it } from 'vitest';
import type { TrendPoint } from '../../shared/history.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { createFormat } from '../format.ts';
import { makeTrendChart, nearestSample, trendText } from './trend-chart.ts';

function point(startedAt: string, overrides: Partial<TrendPoint> = {}): TrendPoint {
  const measured = { rttMs: 40, lossPercent: 0, network: 'eth0 · 203.0.113.1' };
  return { sessionId: startedAt, startedAt, level: 'good', ...measured, ...overrides };
}

const [early, late] = ['2026-03-02T10:00:00.000Z', '2026-03-04T10:00:00.000Z'];

describe('makeTrendChart', () => {
  it('has nothing to draw without a check that has a time', () => {
    expect(makeTrendChart([])).toBeNull();
    expect(makeTrendChart([point('2026-99-99T99:99:99Z')])).toBeNull();
  });

  it('puts checks in the order of time and reaches above the slowest', () => {
    const chart = makeTrendChart([point(late, { rttMs: 200 }), point(early)]);
    expect(chart?.samples.map(({ startedAt }) => startedAt)).toEqual([early, late]);
    expect(chart?.topRttMs).toBeGreaterThan(200);
    expect(chart).toMatchObject({ fromMs: Date.parse(early), toMs: Date.parse(late) });
  });

  it('gives a single check a span, and says what was never measured', () => {
    const chart = makeTrendChart([point(early, { rttMs: null, lossPercent: null })]);
    expect(chart).toMatchObject({ hasRtt: false, hasLoss: false });
    expect((chart?.toMs ?? 0) - (chart?.fromMs ?? 0)).toBe(3_600_000);
  });
});

describe('nearestSample', () => {
  it('finds the check beside a place between two', () => {
    const samples = makeTrendChart([point(early), point(late)])?.samples ?? [];
    expect(nearestSample(samples, Date.parse(early) + 1000)).toBe(0);
    expect(nearestSample(samples, Date.parse(late) + 1e9)).toBe(1);
  });
});

describe('trendText', () => {
  it('says only what was measured', () => {
    const t = createTranslate('en');
    const format = createFormat('en', t, 'UTC');
    expect(trendText(point(early, { level: 'blocked', lossPercent: 12 }), t, format)).toBe(
      '2 Mar 2026, 10:00: Calls are blocked, round trip 40 ms and 12 % lost',
    );
    expect(
      trendText(point(early, { level: null, rttMs: null, lossPercent: null }), t, format),
    ).toBe('2 Mar 2026, 10:00: no result');
  });
});
