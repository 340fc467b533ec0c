import { expect, it } from 'vitest';
import { summarizeRtt } from './rtt.ts';

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
