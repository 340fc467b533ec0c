import { afterEach, expect, it } from 'vitest';
import { findAllocationPeer } from './allocation-peer.ts';
import { findAnnouncedPeer } from './announced-peer.ts';
import type { FindPeer } from './relay-peer.ts';
import { loopbackPacing, runRelayTest } from './relay-test.ts';
import type { RunningRelay } from './relay.ts';
import { isSendIndication, openLossyPath } from './testing/lossy-path.ts';
import { openClient } from './testing/open-client.ts';
import { startedRelay } from './testing/started-relay.ts';

const running: { close(): Promise<void> }[] = [];
const { signal } = new AbortController();

afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

async function test(relay: RunningRelay, peers: FindPeer[], endpoint = relay.endpoint) {
  const client = await openClient(endpoint, relay);
  return runRelayTest({ client, peers, signal, pacing: loopbackPacing, lostAfterMs: 200 });
}

/** A second allocation whose client has a wrong password, as one that a quota refuses. */
function refusedPeer(relay: RunningRelay): FindPeer {
  return findAllocationPeer(() =>
    openClient(relay.endpoint, { username: relay.username, credential: 'wrong' }),
  );
}

const steps = ({ allocate }: Awaited<ReturnType<typeof runRelayTest>>) =>
  allocate.steps.map(({ name, status }) => `${name} ${status}`);

it('sends between two allocations of one server, and releases both', async () => {
  const relay = await startedRelay(running);
  const peer = findAllocationPeer(() => openClient(relay.endpoint, relay));
  const { stop, relay: result } = await test(relay, [peer]);
  expect(stop).toBeNull();
  expect(result).toMatchObject({ sent: 100, received: 100, peer: { kind: 'allocation' } });
  expect(result?.peer?.steps.map(({ name }) => name)).toEqual([
    'challenge',
    'allocate',
    'permission',
    'channel',
    'release',
  ]);
  expect(relay.counters).toMatchObject({ allocations: 2, activeAllocations: 0 });
});

it('sends to a socket that greets the relayed address where no second allocation is given', async () => {
  const relay = await startedRelay(running);
  const outcome = await test(relay, [refusedPeer(relay), findAnnouncedPeer(null)]);
  expect(outcome.stop).toBeNull();
  expect(outcome.relay).toMatchObject({
    sent: 100,
    received: 100,
    peer: { kind: 'socket', steps: [] },
  });
  expect(steps(outcome)).not.toContain('allocate failed');
  expect(relay.counters.activeAllocations).toBe(0);
});

it('sends to a socket where the two allocations do not reach each other', async () => {
  const relay = await startedRelay(running);
  const path = await openLossyPath(relay.endpoint, { swallows: isSendIndication });
  running.push(path);
  const mute = findAllocationPeer(() => openClient(path.endpoint, relay));
  const outcome = await test(relay, [mute, findAnnouncedPeer(null)]);
  expect(outcome.stop).toBeNull();
  expect(outcome.relay?.peer?.kind).toBe('socket');
  expect(steps(outcome)).toContain('send-data failed');
  await expect.poll(() => relay.counters.activeAllocations).toBe(0);
});

it('does not know whether a server relays that gives no second allocation and reaches no socket', async () => {
  const relay = await startedRelay(running);
  const path = await openLossyPath(relay.endpoint, { drop: 1 });
  running.push(path);
  const peers = [refusedPeer(relay), findAnnouncedPeer(null)];
  const outcome = await test(relay, peers, path.endpoint);
  expect(outcome.relay).toBeNull();
  expect(outcome.stop).toMatchObject({
    step: 'peer-allocate',
    failure: { status: 'rejected', stunErrorCode: 401 },
  });
  expect(steps(outcome)).toContain('allocate failed');
});

it('says so where no kind of peer can be had', async () => {
  const relay = await startedRelay(running);
  const none = findAllocationPeer(() => Promise.resolve(null));
  const { stop, relay: result } = await test(relay, [none, findAnnouncedPeer('192.0.2.1')]);
  expect(stop).toMatchObject({ step: 'peer-allocate', failure: { status: 'unreachable' } });
  expect(result).toBeNull();
});
