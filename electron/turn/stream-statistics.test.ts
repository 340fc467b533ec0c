import { expect, it } from 'vitest';
import { StreamStatistics } from './stream-statistics.ts';

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
