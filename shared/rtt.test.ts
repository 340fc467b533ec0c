import { expect, it } from 'vitest';
import { interarrivalJitter, summarizeRtt } from './rtt.ts';

it('has nothing to say without samples', () => {
  expect(summarizeRtt([])).toBeNull();
});

it('has no jitter with one sample', () => {
  expect(summarizeRtt([12.3456])).toEqual({
    min: 12.346,
    median: 12.346,
    p95: 12.346,
    max: 12.346,
    jitter: 0,
  });
});

it('takes jitter from consecutive samples and quantiles from the sorted ones', () => {
  expect(summarizeRtt([10, 30, 20, 40])).toEqual({
    min: 10,
    median: 20,
    p95: 40,
    max: 40,
    jitter: 16.667,
  });
});

it('has no interarrival jitter before two packets arrived', () => {
  expect(interarrivalJitter([])).toBeNull();
  expect(interarrivalJitter([20])).toBeNull();
});

it('moves the interarrival jitter by a sixteenth of each difference', () => {
  // J1 = 16 / 16 = 1, J2 = 1 + (9 - 1) / 16 = 1.5, J3 = 1.5 - 1.5 / 16.
  expect(interarrivalJitter([20, 36, 27, 27])).toBe(1.406);
});

it('comes close to a jitter that does not change, whatever the clocks say', () => {
  const alternating = Array.from({ length: 200 }, (_, n) => 1_000_000 + (n % 2) * 8);
  expect(interarrivalJitter(alternating)).toBeCloseTo(8, 3);
  expect(interarrivalJitter(alternating.slice(0, 50))).toBeCloseTo(8 * 0.96, 1);
});
