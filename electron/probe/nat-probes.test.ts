import { afterEach, describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { natReasonSchema } from '../../shared/nat-results.ts';
import { defaultProfile } from '../../shared/profile.ts';
import type { ProbeKind, ProbeResult } from '../../shared/report.ts';
import { type LoopbackServer, openLoopbackServer } from '../nat/testing/loopback-server.ts';
import { natOutcome } from './nat-outcome.ts';
import { makeProbePlan } from './plan.ts';
import { runPlan } from './run.ts';

const t = createTranslate('en');
const opened: LoopbackServer[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

async function run(
  stun: string[],
  kinds: ProbeKind[] = ['nat.mapping', 'nat.filtering', 'nat.alg'],
  signal = new AbortController().signal,
): Promise<ProbeResult[]> {
  const plan = makeProbePlan({ profile: { ...defaultProfile, stun }, interfaces: [], kinds });
  return runPlan(plan, {
    signal,
    t,
    elapsedMs: () => performance.now(),
    onStarted: () => undefined,
    onEnded: () => undefined,
  });
}

// The server needs a second loopback address, which only Linux has.
describe.skipIf(process.platform !== 'linux')('the NAT probes', () => {
  it('look at one discovery together', async () => {
    const server = await openLoopbackServer();
    opened.push(server);
    const [mapping, filtering, alg] = await run([server.uri]);
    expect([mapping?.status, filtering?.status, alg?.status]).toEqual([
      'passed',
      'passed',
      'passed',
    ]);
    const ports = [mapping, alg].map((probe) =>
      probe?.result && 'localAddress' in probe.result ? probe.result.localAddress?.port : null,
    );
    expect(ports[0]).toBe(ports[1]);
  });

  it('run alone as well', async () => {
    const server = await openLoopbackServer();
    opened.push(server);
    const [filtering] = await run([server.uri], ['nat.filtering']);
    expect(filtering?.result).toMatchObject({ behaviour: 'endpoint-independent' });
  });

  it('count a name that leads to the same server as that server', async () => {
    const server = await openLoopbackServer();
    opened.push(server);
    const [mapping] = await run([server.uri, server.uri.replace('127.0.0.1', 'localhost')]);
    expect(mapping?.result).toMatchObject({
      servers: [{ targets: [server.uri, server.uri.replace('127.0.0.1', 'localhost')] }],
    });
  });

  it('end when the check is cancelled', async () => {
    const server = await openLoopbackServer('silent');
    opened.push(server);
    const stop = new AbortController();
    const running = run([server.uri], ['nat.mapping', 'nat.filtering'], stop.signal);
    stop.abort();
    expect((await running).map(({ status, error }) => [status, error?.code])).toEqual([
      ['inconclusive', 'cancelled'],
      ['inconclusive', 'cancelled'],
    ]);
  });
});

it('fail with the name where no name can be looked up', async () => {
  const [mapping] = await run(['stun:no-such-host.invalid']);
  expect(mapping).toMatchObject({ status: 'failed', error: { code: 'name-not-found' } });
  expect(mapping?.error?.message).toContain('no-such-host.invalid');
});

describe('natOutcome', () => {
  it.each(natReasonSchema.options)('%s is told in words and is no failure by itself', (reason) => {
    const { status, error } = natOutcome({ behaviour: 'unknown', reason }, t);
    expect(status).toBe('inconclusive');
    expect(error?.message).toMatch(/^[A-Z].*\.$/);
  });

  it('fails only where the mapping test was not answered or had no way', () => {
    const failing = natReasonSchema.options.filter(
      (reason) => natOutcome({ behaviour: 'unknown', reason }, t, true).status === 'failed',
    );
    expect(failing).toEqual(['no-answer', 'no-way']);
  });

  it('passes with what is known', () => {
    const known = { behaviour: 'endpoint-independent', reason: 'servers-disagree' } as const;
    expect(natOutcome(known, t)).toEqual({ status: 'passed', error: null });
  });
});
