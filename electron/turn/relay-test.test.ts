import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { relayBaselineResultSchema } from '../../shared/turn-results.ts';
import { runAllocateTest } from './allocate-test.ts';
import { findLocalPeer } from './local-peer.ts';
import type { RunningRelay } from './relay.ts';
import { loopbackPacing, runRelayTest, type RelayTestOptions } from './relay-test.ts';
import {
  isChannelData,
  isSendIndication,
  type LossyPath,
  type LossyPathOptions,
  openLossyPath,
} from './testing/lossy-path.ts';
import { openClient } from './testing/open-client.ts';
import { startedRelay } from './testing/started-relay.ts';
import { openScriptedServer } from './testing/scripted-server.ts';
import { streamsSeenBy } from './testing/seen-streams.ts';

const running: { close(): Promise<void> | void }[] = [];
const never = new AbortController().signal;

afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

/** A test to a local peer through a path that treats its packets badly. */
async function through(
  options: LossyPathOptions,
  test: Partial<RelayTestOptions> = {},
): Promise<{ server: RunningRelay; path: LossyPath } & Awaited<ReturnType<typeof runRelayTest>>> {
  const server = await startedRelay(running);
  const path = await openLossyPath(server.endpoint, options);
  running.push(path);
  const { signal = never } = test;
  const client = await openClient(path.endpoint, server, signal);
  const outcome = await runRelayTest({ ...quick, client, signal, ...test });
  return { server, path, ...outcome };
}

const quick = {
  peers: [findLocalPeer],
  signal: never,
  pacing: loopbackPacing,
  lostAfterMs: 200,
};

describe('a relay test', () => {
  it('loses nothing through the embedded relay, and leaves nothing behind', async () => {
    const server = await startedRelay(running);
    const client = await openClient(server.endpoint, server);
    const { allocate, relay, stop } = await runRelayTest({ ...quick, client });
    expect(stop).toBeNull();
    expect(relay).toMatchObject({ sent: 100, received: 100, duplicated: 0, lossPercent: 0 });
    expect(relay?.streams?.indications).toMatchObject({ sent: 50, received: 50 });
    expect(relay?.streams?.channelData).toMatchObject({ sent: 50, received: 50 });
    expect(relay?.samples).toHaveLength(100);
    expect(relay?.mtu?.largestBytes).toBe(1468);
    expect(relay?.mos).toBeGreaterThan(4);
    expect(allocate.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'challenge passed',
      'allocate passed',
      'permission passed',
      'send-data passed',
      'channel passed',
      'channel-data passed',
      'release passed',
    ]);
    expect(v.is(relayBaselineResultSchema, { allocate, relay })).toBe(true);
    expect(server.counters.activeAllocations).toBe(0);
  });

  it.each([3, 7, 11])(
    'counts what a bad path drops, doubles and reorders (seed %i)',
    async (seed) => {
      const bad = { seed, drop: 0.06, duplicate: 0.1, hold: 0.1 };
      const { path, relay } = await through(bad);
      const [indications, channelData] = streamsSeenBy(path);
      expect(relay?.streams).toMatchObject({ indications, channelData });
      const received = (indications?.received ?? 0) + (channelData?.received ?? 0);
      expect(relay).toMatchObject({ sent: 100, received, lossPercent: 100 - received });
      expect(received).toBeLessThan(100);
      expect(relay?.duplicated).toBeGreaterThan(0);
      expect(relay?.reordered).toBeGreaterThan(0);
      expect(relay?.samples?.filter(({ rttMs }) => rttMs === null)).toHaveLength(100 - received);
    },
  );

  it('takes what comes too late for a call as lost', async () => {
    const { relay } = await through({ seed: 4, hold: 0.2, holdMs: 150 }, { lostAfterMs: 100 });
    expect(relay?.received).toBeGreaterThan(40);
    expect(relay?.lossPercent).toBeGreaterThan(0);
    expect(relay?.rttMs?.max).toBeLessThanOrEqual(100);
  });

  it('waits longer for the packets of a long way', async () => {
    const { relay } = await through({ delayMs: 60 }, { lostAfterMs: 50 });
    expect(relay?.rttMs?.min).toBeGreaterThanOrEqual(119);
    expect(relay?.lossPercent).toBe(0);
  });

  it('halves the loss of both ways for the voice that goes one of them', async () => {
    const { relay } = await through({ seed: 5, drop: 0.05 });
    const lost = relay?.lossPercent ?? 0;
    expect(lost).toBeGreaterThan(0);
    expect(relay?.voiceQuality?.lossPercent).toBeCloseTo(100 * (1 - Math.sqrt(1 - lost / 100)), 2);
    expect(relay?.mos).toBe(relay?.voiceQuality?.mos);
  });

  it('sends the first packet again where it is lost', async () => {
    let sent = 0;
    const swallows = (bytes: Buffer) => isSendIndication(bytes) && ++sent === 1;
    const { stop, relay } = await through({ swallows });
    expect(stop).toBeNull();
    expect(relay?.lossPercent).toBe(0);
  });

  it('finds the largest packet that passes', async () => {
    const { relay } = await through({ swallows: (bytes) => bytes.length > 1400 });
    expect(relay?.mtu).toMatchObject({ largestBytes: 1388 });
    expect(relay?.mtu?.tried).toContainEqual({ bytes: 1460, returned: false });
  });

  it('does not call a size too large because one of its packets was lost', async () => {
    let large = 0;
    const swallows = (bytes: Buffer) => bytes.length > 1400 && ++large <= 2;
    const { relay } = await through({ swallows });
    expect(relay?.mtu).toMatchObject({ largestBytes: 1468 });
  });

  it('offers more and more until the path loses, where throughput is asked for', async () => {
    let packets = 0;
    // Of 32 and 63 packets of 1200 bytes all pass, then nothing does.
    const swallows = (bytes: Buffer) => bytes.length === 1204 && ++packets > 2 * (1 + 32 + 63);
    const { relay, stop } = await through({ swallows }, { throughput: true });
    expect(stop).toBeNull();
    expect(relay?.throughput).toMatchObject({ endedBy: 'loss' });
    expect(relay?.throughput?.steps.map(({ lossPercent }) => lossPercent)).toEqual([0, 0, 100]);
    expect(relay?.throughputMbps).toBeGreaterThan(1);
    expect(relay?.throughput?.bytes).toBe((32 + 63 + 125) * 1200);
  });
});

describe('a relay test that ends early', () => {
  it('tells that a relay forwards nothing', async () => {
    const { allocate, relay, stop } = await through({ swallows: isSendIndication });
    expect(stop).toMatchObject({ step: 'send-data', failure: { status: 'timeout', sent: 3 } });
    expect(relay).toMatchObject({ sent: 3, received: 0, lossPercent: 100, mos: null });
    expect(relay?.streams?.channelData).toBeNull();
    expect(allocate.steps.at(-1)).toMatchObject({ name: 'send-data', status: 'failed' });
  });

  it('tells that channels carry nothing, and keeps what indications carried', async () => {
    const { relay, stop } = await through({ swallows: isChannelData });
    expect(stop).toMatchObject({ step: 'channel-data', failure: { status: 'timeout', sent: 50 } });
    expect(relay).toMatchObject({ sent: 100, received: 50 });
    expect(relay?.streams?.indications).toMatchObject({ received: 50, lossPercent: 0 });
    expect(relay?.mtu).toMatchObject({ largestBytes: 0 });
  });

  it('ends in the middle of a stream when it is cancelled, and calls nothing lost', async () => {
    const controller = new AbortController();
    const swallows = (bytes: Buffer) => {
      if (isChannelData(bytes)) controller.abort();
      return false;
    };
    const { relay, stop, server } = await through({ swallows }, { signal: controller.signal });
    expect(stop?.failure.status).toBe('cancelled');
    expect(relay).toMatchObject({ sent: 50, received: 50, streams: { channelData: null } });
    await expect.poll(() => server.counters.activeAllocations).toBe(0);
  });

  it('ends at once while it waits for the server when it is cancelled', async () => {
    const controller = new AbortController();
    const server = await openScriptedServer(() => {
      controller.abort();
      return null;
    });
    running.push(server);
    const { signal } = controller;
    const account = { username: 'u', credential: 'c' };
    const client = await openClient(server.endpoint, account, signal);
    const outcome = await runRelayTest({ ...quick, client, signal });
    expect(outcome).toMatchObject({
      relay: null,
      stop: { step: 'allocate', failure: { status: 'cancelled', sent: 1 } },
    });
  });

  it('ends at once in the middle of a throughput ramp when it is cancelled, and keeps the streams', async () => {
    const controller = new AbortController();
    const swallows = (bytes: Buffer) => {
      if (bytes.length === 1204 && ++large > 2 + 40) controller.abort();
      return false;
    };
    let large = 0;
    const { relay, stop } = await through(
      { swallows },
      { signal: controller.signal, throughput: true },
    );
    expect(stop?.failure.status).toBe('cancelled');
    expect(relay).toMatchObject({ sent: 100, received: 100, throughputMbps: null });
    expect(relay).not.toHaveProperty('throughput');
  });
});

it('allocates, refreshes and releases', async () => {
  const relay = await startedRelay(running);
  const client = await openClient(relay.endpoint, relay);
  const { result, failure } = await runAllocateTest(client);
  expect(failure).toBeNull();
  expect(result.steps.map(({ name }) => name)).toEqual([
    'challenge',
    'allocate',
    'refresh',
    'release',
  ]);
  expect(relay.counters.activeAllocations).toBe(0);
});
