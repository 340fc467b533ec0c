import { describe, expect, it } from 'vitest';
import type { CheckEvent } from '../../shared/check.ts';
import { adapters, answeredBinding } from '../../shared/testing/probes.ts';
import { applyEvent, countDone, observeServers, type Run } from './observation.ts';

const binding = answeredBinding('stun.example.org:3478');
const planned: CheckEvent = {
  type: 'planned',
  sessionId: 'a',
  startedAt: '2025-11-22T13:02:11Z',
  probes: [
    { ...pick(adapters()), deadlineMs: 1000 },
    { ...pick(binding), deadlineMs: 6000 },
  ],
};

function pick({
  id,
  kind,
  target,
  transport,
  family,
}: ReturnType<typeof adapters> | typeof binding) {
  return { id, kind, target, transport, family };
}

function play(...events: CheckEvent[]): Run | null {
  return events.reduce<Run | null>(applyEvent, null);
}

describe('applyEvent', () => {
  it('begins with everything that is planned, waiting', () => {
    const run = play(planned);
    expect(run?.observations.map(({ phase }) => phase)).toEqual(['waiting', 'waiting']);
  });

  it('keeps the order of the plan, whatever ends first', () => {
    const run = play(
      planned,
      { type: 'started', sessionId: 'a', probeId: binding.id, atMs: 3 },
      { type: 'ended', sessionId: 'a', probe: binding },
    );
    expect(run?.observations.map(({ phase }) => phase)).toEqual(['waiting', 'ended']);
    expect(run?.observations[1]?.probe).toEqual(binding);
  });

  it('remembers when a test started', () => {
    const run = play(planned, { type: 'started', sessionId: 'a', probeId: binding.id, atMs: 3 });
    expect(run?.observations[1]).toMatchObject({ phase: 'running', startedAtMs: 3 });
  });

  it('takes up a test that was not planned', () => {
    const extra = answeredBinding('other.example.org:3478');
    const run = play(planned, { type: 'ended', sessionId: 'a', probe: extra });
    expect(run?.observations.at(-1)?.id).toBe(extra.id);
  });

  it('ignores what belongs to another session', () => {
    const run = play(planned, { type: 'ended', sessionId: 'b', probe: binding });
    expect(countDone(run?.observations ?? [])).toEqual({ done: 0, total: 2 });
  });

  it('has no run before a plan came', () => {
    expect(play({ type: 'ended', sessionId: 'a', probe: binding })).toBeNull();
  });
});

describe('observeServers', () => {
  it('reads the transport from the address', () => {
    const [server] = observeServers([
      {
        id: '1',
        type: 'turn',
        uri: 'turns:turn.example.org',
        username: 'a',
        credential: 'stored',
        isPreset: false,
      },
    ]);
    expect(server).toMatchObject({ kind: 'turn.allocate', transport: 'tls', phase: 'waiting' });
  });
});
