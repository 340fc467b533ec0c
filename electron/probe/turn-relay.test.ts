import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { defaultProfile } from '../../shared/profile.ts';
import type { ProbeKind, ProbeOf } from '../../shared/report.ts';
import { isChannelData, openLossyPath, type LossyPathOptions } from '../turn/testing/lossy-path.ts';
import { startedRelay } from '../turn/testing/started-relay.ts';
import { makeProbePlan } from './plan.ts';
import { runPlan } from './run.ts';

const running: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

async function relayOf(
  { port }: Endpoint,
  account: { username: string; credential: string },
  kinds: ProbeKind[] = ['turn.allocate', 'turn.relay'],
): Promise<ProbeOf<'turn.relay'>> {
  const { username, credential } = account;
  const turn = [{ uri: `turn:127.0.0.1:${port}`, username, credential }];
  const profile = { ...defaultProfile, turn };
  const probes = await runPlan(makeProbePlan({ profile, interfaces: [], kinds }), {
    signal: new AbortController().signal,
    t: createTranslate('en'),
    elapsedMs: () => performance.now(),
    onStarted: () => undefined,
    onEnded: () => undefined,
  });
  const found = probes.find(({ kind }) => kind === 'turn.relay');
  if (found?.kind !== 'turn.relay') throw new Error('turn.relay was not planned');
  return found;
}

async function relayThrough(options: LossyPathOptions): Promise<ProbeOf<'turn.relay'>> {
  const relay = await startedRelay(running);
  const path = await openLossyPath(relay.endpoint, options);
  running.push(path);
  return relayOf(path.endpoint, relay);
}

describe('turn.relay', () => {
  it('passes where data comes back by both ways, between two allocations', async () => {
    const relay = await startedRelay(running);
    const probe = await relayOf(relay.endpoint, relay);
    expect(probe).toMatchObject({ status: 'passed', error: null });
    expect(probe.result).toMatchObject({
      sent: 100,
      received: 100,
      peer: { kind: 'allocation' },
      streams: { indications: { received: 50 }, channelData: { received: 50 } },
    });
    expect(probe.result?.allocate?.relayedAddress).not.toBeNull();
    expect(relay.counters).toMatchObject({ allocations: 3, activeAllocations: 0 });
  });

  it('runs without turn.allocate before it', async () => {
    const relay = await startedRelay(running);
    const probe = await relayOf(relay.endpoint, relay, ['turn.relay']);
    expect(probe.status).toBe('passed');
  });

  it('passes with its losses, which the diagnosis judges', async () => {
    const probe = await relayThrough({ seed: 2, drop: 0.05 });
    expect(probe.status).toBe('passed');
    expect(probe.result?.lossPercent).toBeGreaterThan(0);
  });

  it('is skipped where the server gave no relayed address', async () => {
    const relay = await startedRelay(running);
    const { username } = relay;
    const probe = await relayOf(relay.endpoint, { username, credential: 'wrong' });
    expect(probe).toMatchObject({ status: 'skipped', result: null });
    expect(probe.error?.message).toContain('no relayed address before');
  });

  it('says that a server relays nothing, with the steps until there', async () => {
    const probe = await relayThrough({ drop: 1 });
    expect(probe).toMatchObject({ status: 'failed', error: { code: 'timeout' } });
    expect(probe.error?.message).toContain('relays nothing: of 3 packets');
    expect(probe.result?.allocate?.steps.map(({ name, status }) => `${name} ${status}`)).toContain(
      'send-data failed',
    );
  });

  it('says that a server relays by indications alone', async () => {
    const probe = await relayThrough({ swallows: isChannelData });
    expect(probe.status).toBe('failed');
    expect(probe.error?.message).toContain('not by channels: of 50 packets none came back');
    expect(probe.result).toMatchObject({ streams: { indications: { received: 50 } } });
  });
});
