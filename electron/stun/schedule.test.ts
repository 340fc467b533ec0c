import { expect, it } from 'vitest';
import { diagnosingSchedule, rfc8489Schedule, shrunkSchedule } from './schedule.ts';

it('the diagnosing schedule survives three losses and closes at 2 s', () => {
  expect(diagnosingSchedule).toEqual({ sendAtMs: [0, 200, 600, 1400], closeAtMs: 2000 });
});

it("the RFC's schedule doubles an RTO of 500 ms seven times and waits 16 RTOs for the last", () => {
  const sendAtMs = Array.from({ length: 7 }, (_, index) => 500 * (2 ** index - 1));
  expect(rfc8489Schedule).toEqual({ sendAtMs, closeAtMs: 31_500 + 16 * 500 });
});

it.each([
  [1, 500],
  [100, 500],
  [101, 505],
  [300, 1500],
])('a round trip of %i ms closes after %i ms with at least three sendings', (rttMs, closeAtMs) => {
  const schedule = shrunkSchedule(rttMs);
  expect(schedule.closeAtMs).toBe(closeAtMs);
  expect(schedule.sendAtMs.length).toBeGreaterThanOrEqual(3);
  expect(schedule.sendAtMs[0]).toBe(0);
  expect(schedule.sendAtMs[1]).toBeGreaterThan(rttMs);
  expect(closeAtMs - (schedule.sendAtMs.at(-1) ?? 0)).toBeGreaterThanOrEqual(2 * rttMs);
});
