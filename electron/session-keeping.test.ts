import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { failure, type Outcome, success } from '../shared/outcome.ts';
import { type TemporaryHistory, temporaryHistory } from './history/testing/temporary-history.ts';
import { SessionKeeping } from './session-keeping.ts';

let history: TemporaryHistory;
let nowMs: number;
let keeping: SessionKeeping;

beforeEach(() => {
  history = temporaryHistory();
  nowMs = 0;
  keeping = new SessionKeeping(history.sessions, () => nowMs);
});
afterEach(() => {
  history.remove();
});

type Slow = ReturnType<typeof slowWrite>;

/** A write that another process's lock costs 5 seconds, for as long as `isLocked` says. */
function slowWrite(isLocked: () => boolean) {
  return vi.fn((): Outcome<null> => {
    if (!isLocked()) return success(null);
    nowMs += 5_000;
    return failure('history-busy', 'in use');
  });
}

it('waits for a lock no more than a tenth of the time, and then stores in order', () => {
  let isLocked = true;
  const [first, second, third] = [0, 1, 2].map(() => slowWrite(() => isLocked)) as [
    Slow,
    Slow,
    Slow,
  ];
  keeping.add(first);
  keeping.add(second);
  expect(nowMs).toBe(5_000);
  expect(second).not.toHaveBeenCalled();
  isLocked = false;
  nowMs += 50_000;
  keeping.add(third);
  expect(first).toHaveBeenCalledTimes(2);
  for (const write of [second, third]) expect(write).toHaveBeenCalledTimes(1);
  const orders = [first, second, third].map((write) => write.mock.invocationCallOrder.at(-1) ?? 0);
  expect(orders).toEqual([...orders].sort((a, b) => a - b));
});

it('tries again with the next write where the failed one did not take long', () => {
  const write = vi.fn((): Outcome<null> => failure('disk-full', 'no room'));
  keeping.add(write);
  keeping.add(() => success(null));
  expect(write).toHaveBeenCalledTimes(2);
});
