import { describe, expect, it } from 'vitest';
import type { CheckEvent } from '../shared/check.ts';
import { exampleReport } from '../shared/testing/example-report.ts';
import { CheckReplay } from './check-replay.ts';

const report = exampleReport();
const [probe] = report.probes;
if (!probe) throw new Error('the example has no probe');
const sessionId = report.session.id;
const planned: CheckEvent = {
  type: 'planned',
  sessionId,
  startedAt: report.session.startedAt,
  probes: [],
};
const started: CheckEvent = { type: 'started', sessionId, probeId: probe.id, atMs: 1 };
const ended: CheckEvent = { type: 'ended', sessionId, probe };
const notSaved: CheckEvent = { type: 'not-saved', sessionId, message: 'no room' };
const finished: CheckEvent = { type: 'finished', sessionId, report };

function replayOf(...events: (CheckEvent | null)[]) {
  const clock = { nowMs: 5_000 };
  const replay = new CheckReplay(() => clock.nowMs);
  for (const event of events) replay.follow(event);
  clock.nowMs += 700;
  return replay.events;
}

describe('what a page is told that comes into the middle of a check', () => {
  it('is nothing where there was none', () => {
    expect(replayOf()).toEqual([]);
    expect(replayOf(null)).toEqual([]);
  });

  it('is the plan, since when it runs, and how far its tests are', () => {
    const progress: CheckEvent = { type: 'progress', sessionId, probeId: 'x', done: 1, text: '' };
    expect(replayOf(planned, started, progress, ended)).toEqual([
      { ...planned, elapsedMs: 700 },
      started,
      ended,
    ]);
  });

  it('is the report once it is over, with what was said of it', () => {
    expect(replayOf(planned, started, ended, notSaved, finished, null)).toEqual([
      { ...planned, elapsedMs: 700 },
      notSaved,
      finished,
    ]);
  });

  it('is nothing of a check that left no report, or of the one before', () => {
    expect(replayOf(planned, started, null)).toEqual([]);
    expect(replayOf(planned, finished, null, planned)).toEqual([{ ...planned, elapsedMs: 700 }]);
  });
});
