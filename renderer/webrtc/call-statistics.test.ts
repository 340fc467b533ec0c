import { describe, expect, it } from 'vitest';
import { CallStatistics } from './call-statistics.ts';

/** Messages that leave every 20 ms; each arrives after its transit, `null` never, and its echo as long after that. */
function streamOf(transits: readonly (number | null)[]): CallStatistics {
  const statistics = new CallStatistics();
  transits.forEach((_transit, n) => statistics.sent(n * 20, 100));
  const arrivals = transits
    .flatMap((transitMs, n) =>
      transitMs === null ? [] : { n, transitMs, atMs: n * 20 + transitMs },
    )
    .sort((a, b) => a.atMs - b.atMs);
  for (const { n, transitMs, atMs } of arrivals) {
    statistics.arrived(n, atMs);
    statistics.echoed(n, atMs + transitMs);
  }
  return statistics;
}

describe('CallStatistics', () => {
  it('has nothing to tell before anything was sent', () => {
    expect(new CallStatistics().result()).toEqual({
      sent: 0,
      received: 0,
      duplicated: 0,
      reordered: 0,
      lossPercent: 0,
      rttMs: null,
      jitterMs: null,
    });
  });

  it('measures a steady path as one without jitter', () => {
    const result = streamOf([5, 5, 5, 5]).result();
    expect(result).toMatchObject({ sent: 4, received: 4, lossPercent: 0, jitterMs: 0 });
    expect(result.rttMs).toMatchObject({ min: 10, median: 10, max: 10 });
  });

  it('smooths the jitter as RFC 3550 does', () => {
    // Differences of 16 ms and 16 ms: 1, then 1 + 15/16.
    expect(streamOf([0, 16, 0]).result().jitterMs).toBe(1.938);
  });

  it('counts losses, and messages that were overtaken', () => {
    const result = streamOf([5, null, 50, 5]).result();
    expect(result).toMatchObject({ sent: 4, received: 3, lossPercent: 25, reordered: 1 });
  });

  it('counts a message that comes twice once, and says that it came twice', () => {
    const statistics = streamOf([5]);
    statistics.arrived(0, 9);
    statistics.arrived(7, 9);
    expect(statistics.result()).toMatchObject({ received: 1, duplicated: 1 });
  });

  it('says since when nothing arrives', () => {
    expect(streamOf([5, 5, null, null]).silence).toEqual({ sinceMs: 25, messages: 2 });
    expect(streamOf([null]).silence).toEqual({ sinceMs: null, messages: 1 });
  });

  it('is complete when every echo is back', () => {
    expect(streamOf([5, 5]).complete).toBe(true);
    expect(streamOf([5, null]).complete).toBe(false);
  });

  it('samples what was sent within a window', () => {
    const statistics = streamOf([5, null, 5, 5]);
    expect(statistics.sample(0, 40)).toEqual({ atMs: 40, rttMs: 10, lossPercent: 50, kbps: 20 });
    expect(statistics.sample(200, 240)).toEqual({
      atMs: 240,
      rttMs: null,
      lossPercent: null,
      kbps: 0,
    });
  });
});
