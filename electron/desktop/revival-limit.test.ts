import { describe, expect, it } from 'vitest';
import { RevivalLimit } from './revival-limit.ts';

describe('RevivalLimit', () => {
  function limitAt(clock: { nowMs: number }) {
    return new RevivalLimit({ max: 3, withinMs: 60_000, now: () => clock.nowMs });
  }

  it('lets a fault happen a few times, and no more', () => {
    const limit = limitAt({ nowMs: 0 });
    expect([1, 2, 3, 4, 5].map(() => limit.mayTry())).toEqual([true, true, true, false, false]);
  });

  it('forgets what is long ago', () => {
    const clock = { nowMs: 0 };
    const limit = limitAt(clock);
    for (const atMs of [0, 30_000, 59_000]) {
      clock.nowMs = atMs;
      expect(limit.mayTry()).toBe(true);
    }
    clock.nowMs = 59_999;
    expect(limit.mayTry()).toBe(false);
    clock.nowMs = 60_000;
    expect(limit.mayTry()).toBe(true);
    expect(limit.mayTry()).toBe(false);
  });

  it('begins anew once a person has decided so', () => {
    const limit = limitAt({ nowMs: 0 });
    while (limit.mayTry());
    limit.reset();
    expect(limit.mayTry()).toBe(true);
  });
});
