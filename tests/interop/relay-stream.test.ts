import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { findAllocationPeer } from '../../electron/turn/allocation-peer.ts';
import { findAnnouncedPeer } from '../../electron/turn/announced-peer.ts';
import {
  runRelayTest,
  voicePacing,
  type RelayTestOptions,
  type RelayTestOutcome,
} from '../../electron/turn/relay-test.ts';
import { openLossyPath } from '../../electron/turn/testing/lossy-path.ts';
import { openClient } from '../../electron/turn/testing/open-client.ts';
import { streamsSeenBy } from '../../electron/turn/testing/seen-streams.ts';
import { turnRelayResultSchema } from '../../shared/turn-results.ts';
import { requirement } from '../requirements.ts';
import { startCoturn, type RunningCoturn } from './coturn.ts';

const { skip } = requirement('interop', ['turnserver']);
const account = { username: 'interop', credential: 'a credential' };
const { signal } = new AbortController();

async function coturnWith(...extraArgs: string[]): Promise<RunningCoturn> {
  return startCoturn({ ...account, realm: 'interop.example', extraArgs });
}

/** The test as `turn.relay` runs it. */
async function relayTest(
  { endpoint }: Pick<RunningCoturn, 'endpoint'>,
  options: Partial<RelayTestOptions> = {},
): Promise<RelayTestOutcome> {
  return runRelayTest({
    client: await openClient(endpoint, account),
    peers: [findAllocationPeer(() => openClient(endpoint, account)), findAnnouncedPeer(null)],
    signal,
    pacing: voicePacing,
    lostAfterMs: 1000,
    ...options,
  });
}

describe.skipIf(skip)('streams through coturn', () => {
  let coturn: RunningCoturn;
  const closing: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    coturn = await coturnWith();
  });

  afterEach(async () => {
    for (const one of closing.splice(0)) await one.close();
  });

  afterAll(() => coturn.stop());

  it('lose nothing between two allocations', async () => {
    const { relay, stop } = await relayTest(coturn);
    expect(stop).toBeNull();
    expect(relay).toMatchObject({ sent: 100, received: 100, peer: { kind: 'allocation' } });
    expect(relay?.mtu?.largestBytes).toBe(1468);
    expect(v.is(turnRelayResultSchema, relay)).toBe(true);
  });

  it('lose nothing to a socket that greets the relayed address', async () => {
    const { relay, stop } = await relayTest(coturn, { peers: [findAnnouncedPeer(null)] });
    expect(stop).toBeNull();
    expect(relay).toMatchObject({ sent: 100, received: 100, peer: { kind: 'socket' } });
  });

  it('lose what the way to it loses', async () => {
    const bad = { seed: 7, drop: 0.05, duplicate: 0.05, hold: 0.1 };
    const path = await openLossyPath(coturn.endpoint, bad);
    closing.push(path);
    const client = await openClient(path.endpoint, account);
    // Only the caller's packets pass the bad path: what it was given is what came back.
    const { relay } = await relayTest(coturn, { client });
    const [indications, channelData] = streamsSeenBy(path);
    expect(relay?.streams).toMatchObject({ indications, channelData });
    expect(relay?.received).toBeLessThan(100);
  });

  it('carry more and more, where throughput is asked for', async () => {
    const { relay } = await relayTest(coturn, { throughput: true });
    expect(relay?.throughput?.steps.length).toBeGreaterThan(0);
    expect(relay?.throughput?.bytes).toBeLessThanOrEqual(4_000_000);
    expect(relay?.throughputMbps).toBeGreaterThan(0.5);
  });
});

describe.skipIf(skip)('a coturn with limits', () => {
  it('refuses the permission', async () => {
    const coturn = await coturnWith('--denied-peer-ip', '127.0.0.1');
    const { relay, stop, allocate } = await relayTest(coturn);
    await coturn.stop();
    expect(stop).toMatchObject({
      step: 'permission',
      failure: { status: 'rejected', stunErrorCode: 403 },
    });
    expect(allocate.relayedAddress).not.toBeNull();
    expect(relay).toBeNull();
  });

  it('gives one allocation to a user, and relays to a plain socket', async () => {
    const coturn = await coturnWith('--user-quota', '1');
    const { relay, stop } = await relayTest(coturn);
    await coturn.stop();
    expect(stop).toBeNull();
    expect(relay).toMatchObject({ received: 100, peer: { kind: 'socket' } });
  });
});
