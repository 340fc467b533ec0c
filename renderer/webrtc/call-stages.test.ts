import { describe, expect, it } from 'vitest';
import { CallStages } from './call-stages.ts';

function stagesAt(times: number[]) {
  return new CallStages(['offer', 'gathering', 'checking'], () => times.shift() ?? 0);
}

describe('CallStages', () => {
  it('keeps each planned stage once, in the order in which it was reached', () => {
    const stages = stagesAt([1, 2, 3]);
    for (const name of ['gathering', 'offer', 'gathering', 'stream'] as const) stages.reached(name);
    expect(stages.list()).toEqual([
      { name: 'gathering', status: 'passed', atMs: 1 },
      { name: 'offer', status: 'passed', atMs: 2 },
    ]);
    expect(stages.complete).toBe(false);
    stages.reached('checking');
    expect(stages.complete).toBe(true);
  });

  it('fails the first stage that was not reached', () => {
    const stages = stagesAt([1, 2]);
    stages.reached('offer');
    stages.failNext();
    expect(stages.list().at(-1)).toEqual({ name: 'gathering', status: 'failed', atMs: 2 });
    expect(stages.passedAtMs('checking')).toBeNull();
  });

  it('fails nothing where every stage was reached', () => {
    const stages = new CallStages(['offer'], () => 1);
    stages.reached('offer');
    stages.failNext();
    expect(stages.list()).toHaveLength(1);
  });
});
