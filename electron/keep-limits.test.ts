import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  must,
  reportNumber,
  temporaryHistory,
  type TemporaryHistory,
} from './history/testing/temporary-history.ts';
import { keepLimits } from './keep-limits.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const maxAgeDays = 30;
let history: TemporaryHistory;

/** Checks of the last few seconds. */
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(reportNumber(6).session.startedAt) });
  history = temporaryHistory();
  for (const n of [1, 2, 3]) must(history.sessions.finishSession(reportNumber(n)));
  must(history.sessions.file.setRetention({ maxAgeDays, maxSizeMiB: null }));
});
afterEach(() => {
  vi.useRealTimers();
  history.remove();
});

const apply = () => {
  must(history.sessions.file.applyRetention());
};
const left = () => must(history.sessions.listSessions({ before: null, limit: 9 })).total;

describe('the limits of a history', () => {
  it('are kept to while the application runs on, some hours after they are passed at the latest', () => {
    const limits = keepLimits(apply);
    vi.advanceTimersByTime(maxAgeDays * dayMs - hourMs);
    expect(left()).toBe(3);
    vi.advanceTimersByTime(8 * hourMs);
    expect(left()).toBe(0);
    limits.stop();
  });

  it('are kept to when they are asked for, as after a check', () => {
    const limits = keepLimits(apply);
    vi.setSystemTime(Date.now() + maxAgeDays * dayMs - 4_000);
    limits.now();
    expect(left()).toBe(2);
    limits.stop();
  });

  it('are left alone once that is stopped', () => {
    keepLimits(apply).stop();
    vi.advanceTimersByTime((maxAgeDays + 1) * dayMs);
    expect(left()).toBe(3);
  });
});
