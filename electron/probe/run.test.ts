import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import type { ProbeContext, ProbeOutcome, ProbeSpec } from './probe.ts';
import { probeRunners, runPlan } from './run.ts';

type Binding = ProbeOutcome<'stun.binding'>;

const passed: Binding = { status: 'passed', result: null, error: null };
const silent: Binding = {
  status: 'failed',
  result: null,
  error: { code: 'timeout', message: 'x' },
};

function spec(name: string, deadlineMs = 1000): ProbeSpec {
  return {
    id: `stun.binding/udp4/${name}`,
    kind: 'stun.binding',
    target: `stun:${name}`,
    transport: 'udp',
    family: 'IPv4',
    deadlineMs,
    server: null,
    credentials: null,
    localAddress: null,
  };
}

function run(
  plan: ProbeSpec[],
  probe: (spec: ProbeSpec, context: ProbeContext) => Promise<Binding>,
  signal = new AbortController().signal,
) {
  const ended: ProbeResult[] = [];
  const results = runPlan(plan, {
    signal,
    t: createTranslate('en'),
    elapsedMs: () => Date.now(),
    onStarted: () => undefined,
    onEnded: (result) => ended.push(result),
    runners: { ...probeRunners, 'stun.binding': probe },
  });
  return { results, ended };
}

/** A probe that ends when it is told to, as all must. */
function untilAborted({ signal }: ProbeContext, outcome: Binding): Promise<Binding> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(outcome);
    });
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('runPlan', () => {
  it('gives the results in the order of the plan, whichever ended first', async () => {
    const { results, ended } = run([spec('slow'), spec('fast')], async ({ target }) => {
      if (target === 'stun:slow') await vi.advanceTimersByTimeAsync(100);
      return passed;
    });
    expect((await results).map(({ target }) => target)).toEqual(['stun:slow', 'stun:fast']);
    expect(ended.map(({ target }) => target)).toEqual(['stun:fast', 'stun:slow']);
  });

  it('runs probes at the same time', async () => {
    let running = 0;
    let most = 0;
    const plan = Array.from({ length: 20 }, (_, index) => spec(`s${index}`));
    const { results } = run(plan, async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return passed;
    });
    await results;
    expect(most).toBe(20);
  });

  it('lets a probe wait for an earlier one, and gives it what that one found', async () => {
    const told: (string | undefined)[] = [];
    const second = { ...spec('second', 100), after: spec('first').id };
    const { results } = run([spec('first'), second, spec('third')], async (own, { earlier }) => {
      told.push(`${own.target} after ${earlier?.target ?? 'nothing'}`);
      // Its own deadline begins when it begins.
      if (own.target === 'stun:first') await vi.advanceTimersByTimeAsync(500);
      return passed;
    });
    expect((await results)[1]).toMatchObject({ status: 'passed', startedAtMs: 500 });
    expect(told).toEqual([
      'stun:first after nothing',
      'stun:third after nothing',
      'stun:second after stun:first',
    ]);
  });

  it('lets a probe begin at once whose earlier one is not in the plan, or comes later', async () => {
    const waits = { ...spec('a'), after: spec('b').id };
    const { results } = run([waits, { ...spec('b'), after: waits.id }], () =>
      Promise.resolve(passed),
    );
    expect((await results).map(({ status }) => status)).toEqual(['passed', 'passed']);
  });

  it('stops a probe at its own deadline and says so', async () => {
    const { results } = run([spec('slow', 300), spec('fast')], (own, context) =>
      own.target === 'stun:fast'
        ? Promise.resolve(passed)
        : untilAborted(context, { ...silent, error: null }),
    );
    await vi.advanceTimersByTimeAsync(300);
    expect((await results)[0]).toMatchObject({
      status: 'failed',
      durationMs: 300,
      error: { code: 'timeout', message: 'This test did not end within 0.3 s.' },
    });
  });

  it('gives up a probe that does not heed its deadline', async () => {
    const { results } = run([spec('stuck', 300)], () => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(1000);
    expect((await results)[0]).toMatchObject({
      status: 'inconclusive',
      error: { code: 'timeout' },
    });
  });

  it('on cancel keeps what ended, marks what ran and skips what waited', async () => {
    const stop = new AbortController();
    const plan = Array.from({ length: 60 }, (_, index) => spec(`s${index}`));
    const { results } = run(
      plan,
      (own, context) =>
        own.target === 'stun:s0' ? Promise.resolve(passed) : untilAborted(context, silent),
      stop.signal,
    );
    await vi.advanceTimersByTimeAsync(10);
    stop.abort();
    const states = (await results).map(({ status, error }) => [status, error?.code]);
    expect(states[0]).toEqual(['passed', undefined]);
    expect(states[1]).toEqual(['inconclusive', 'cancelled']);
    expect(states[59]).toEqual(['skipped', 'cancelled']);
  });

  it('turns a crash into a result and goes on', async () => {
    const { results } = run([spec('crash'), spec('fine')], ({ target }) =>
      target === 'stun:crash' ? Promise.reject(new Error('boom')) : Promise.resolve(passed),
    );
    const [crashed, fine] = await results;
    expect(crashed).toMatchObject({ status: 'inconclusive', error: { code: 'internal' } });
    expect(crashed?.error?.message).toContain('boom');
    expect(fine?.status).toBe('passed');
  });
});
