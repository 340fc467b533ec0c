import { describe, expect, it } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const at = (...date: [number, number, number, number?, number?]) => new Date(...date).getTime();

describe('timeTicks', () => {
  it('stands at the starts of days, each once', () => {
    const ticks = timeTicks(at(2026, 0, 1, 6), at(2026, 0, 7, 13), 8);
    expect(ticks).toEqual([2, 3, 4, 5, 6, 7].map((day) => at(2026, 0, day)));
  });

  it('leaves days out where there are many', () => {
    const ticks = timeTicks(at(2026, 0, 1), at(2026, 11, 31), 7);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks.length).toBeGreaterThan(2);
  });

  it('stands at whole hours within two days', () => {
    const ticks = timeTicks(at(2026, 0, 1, 9, 20), at(2026, 0, 1, 13, 30), 6);
    expect(ticks).toEqual([10, 11, 12, 13].map((hour) => at(2026, 0, 1, hour)));
  });
});
