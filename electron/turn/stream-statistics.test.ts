import { describe, expect, it } from 'vitest';
import { samplesOf, StreamStatistics, summarizeStreams } from './stream-statistics.ts';

/** A stream of that many packets, one each 10 ms, whose packets come back in this order after these times. */
function streamed(count: number, returns: [number: number, rttMs: number][]) {
  const statistics = new StreamStatistics();
  for (let n = 0; n < count; n++) statistics.sent(n * 10);
  for (const [number, rttMs] of returns) statistics.returned(number, number * 10 + rttMs);
  return statistics.result();
}

it('counts what did not come back', () => {
  const result = streamed(4, [
    [0, 1],
    [3, 1],
  ]);
  expect(result).toMatchObject({ sent: 4, received: 2, lossPercent: 50, reordered: 0 });
});

it('counts what came back twice once as received', () => {
  const result = streamed(2, [
    [0, 1],
    [0, 5],
    [1, 1],
    [0, 40],
  ]);
  expect(result).toMatchObject({ received: 2, duplicated: 2, reordered: 0, lossPercent: 0 });
});

it('counts packets that a later one overtook', () => {
  const result = streamed(5, [
    [0, 1],
    [3, 1],
    [1, 25],
    [2, 20],
    [4, 1],
  ]);
  expect(result).toMatchObject({ received: 5, reordered: 2 });
});

it('takes round trips in the order of sending, so that jitter is not of the order of arrival', () => {
  const result = streamed(3, [
    [2, 4],
    [0, 30],
    [1, 20],
  ]);
  expect(result.rttMs).toEqual({ min: 4, median: 20, p95: 30, max: 30, jitter: 13 });
});

it('ignores numbers that were never sent', () => {
  expect(streamed(1, [[7, 1]])).toMatchObject({ received: 0, lossPercent: 100, rttMs: null });
});

it('has no loss where nothing was sent', () => {
  expect(streamed(0, [])).toMatchObject({ sent: 0, lossPercent: 0, rttMs: null });
});

it('takes interarrival jitter in the order of arrival (RFC 3550 section 6.4.1)', () => {
  // Transit times arrive as 4, 20, 4: J = 16 / 16 = 1, then 1 + (16 - 1) / 16.
  const result = streamed(3, [
    [0, 4],
    [2, 20],
    [1, 4],
  ]);
  expect(result.jitterMs).toBe(1.938);
});

it('takes a packet that comes too late as lost', () => {
  const statistics = new StreamStatistics(100);
  statistics.returned(statistics.sent(0), 100);
  statistics.returned(statistics.sent(10), 111);
  expect(statistics.result()).toMatchObject({ sent: 2, received: 1, lossPercent: 50 });
});

describe('several streams', () => {
  const first = new StreamStatistics();
  const second = new StreamStatistics();
  for (const [stream, startMs] of [
    [first, 1000],
    [second, 1500],
  ] as const) {
    for (let n = 0; n < 4; n++) stream.sent(startMs + n * 10);
  }
  for (const number of [0, 1, 3]) first.returned(number, 1000 + number * 10 + 20);
  for (const number of [1, 0, 2, 3, 3]) second.returned(number, 1500 + number * 10 + 40);

  it('are summed up as one', () => {
    expect(summarizeStreams([first, second])).toMatchObject({
      sent: 8,
      received: 7,
      duplicated: 1,
      reordered: 1,
      lossPercent: 12.5,
      rttMs: { min: 20, median: 40, max: 40 },
      // 20, 20, 20, then 40: J = 20 / 16, and three differences of nothing.
      jitterMs: 1.03,
    });
  });

  it('give every packet in the order of sending, from the first one on', () => {
    const samples = samplesOf([first, second]);
    expect(samples).toHaveLength(8);
    expect(samples.slice(0, 4).map(({ rttMs }) => rttMs)).toEqual([20, 20, null, 20]);
    expect(samples[4]).toEqual({ sentAtMs: 500, rttMs: 40 });
  });
});
