import { afterEach, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { relayBaselineResultSchema } from '../../shared/turn-results.ts';
import * as v from 'valibot';
import { runAllocateTest } from './allocate-test.ts';
import { startRelay, type RunningRelay } from './relay.ts';
import { runRelayTest } from './relay-test.ts';
import { openClient } from './testing/open-client.ts';
import { openScriptedServer } from './testing/scripted-server.ts';
import { UdpSocket } from './udp-socket.ts';

const running: { close(): Promise<void> | void }[] = [];
const never = new AbortController().signal;

afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

async function started(): Promise<RunningRelay> {
  const outcome = await startRelay();
  if (!outcome.ok) throw new Error(outcome.message);
  running.push(outcome.value);
  return outcome.value;
}

/** Stands between client and relay; `passes` decides on each datagram from the client. */
async function openMiddlebox(
  relay: Endpoint,
  passes: (bytes: Buffer) => boolean,
): Promise<Endpoint> {
  let client: Endpoint | null = null;
  const any: Endpoint = { address: '127.0.0.1', port: 0, family: 'IPv4' };
  const outside = await UdpSocket.bind(any, (bytes) => {
    if (client) inside.send(bytes, client);
  });
  const inside: UdpSocket = await UdpSocket.bind(any, (bytes, from) => {
    client = from;
    if (passes(bytes)) outside.send(bytes, relay);
  });
  running.push(outside, inside);
  return inside.endpoint;
}

function isChannelData(bytes: Buffer): boolean {
  return bytes[0] === 0x40;
}

it('loses nothing through the embedded relay, and leaves nothing behind', async () => {
  const relay = await started();
  const client = await openClient(relay.endpoint, relay);
  const { allocate, relay: result, failure } = await runRelayTest({ client, signal: never });
  expect(failure).toBeNull();
  expect(result).toMatchObject({ sent: 100, received: 100, duplicated: 0, lossPercent: 0 });
  expect(result?.rttMs?.median).toBeGreaterThan(0);
  expect(allocate.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'challenge passed',
    'allocate passed',
    'permission passed',
    'send-data passed',
    'channel passed',
    'channel-data passed',
    'release passed',
  ]);
  expect(v.is(relayBaselineResultSchema, { allocate, relay: result })).toBe(true);
  expect(relay.counters).toMatchObject({ activeAllocations: 0, packetsToPeers: 101 });
});

it('measures the loss of a bad path', async () => {
  const relay = await started();
  let seen = 0;
  const path = await openMiddlebox(
    relay.endpoint,
    (bytes) => !isChannelData(bytes) || ++seen % 4 > 0,
  );
  const client = await openClient(path, relay);
  const { relay: result } = await runRelayTest({ client, signal: never, count: 40 });
  expect(result).toMatchObject({ sent: 40, received: 30, lossPercent: 25 });
});

it('sends the first packet again where it is lost', async () => {
  const relay = await started();
  let lost = 0;
  const isSend = (bytes: Buffer) => bytes.readUInt16BE(0) === 0x0016;
  const path = await openMiddlebox(relay.endpoint, (bytes) => !isSend(bytes) || ++lost > 1);
  const client = await openClient(path, relay);
  const { failure } = await runRelayTest({ client, signal: never, count: 5 });
  expect(failure).toBeNull();
});

it('tells at which step a relay stops relaying', async () => {
  const relay = await started();
  const isSend = (bytes: Buffer) => bytes.readUInt16BE(0) === 0x0016;
  const path = await openMiddlebox(relay.endpoint, (bytes) => !isSend(bytes));
  const client = await openClient(path, relay);
  const { allocate, relay: result, failure } = await runRelayTest({ client, signal: never });
  expect(failure).toMatchObject({ status: 'timeout', sent: 3 });
  expect(result).toBeNull();
  expect(allocate.steps.at(-1)).toMatchObject({ name: 'send-data', status: 'failed' });
  await expect.poll(() => relay.counters.activeAllocations).toBe(0);
});

it('ends at once in the middle of the stream when it is cancelled', async () => {
  const relay = await started();
  const controller = new AbortController();
  const path = await openMiddlebox(relay.endpoint, (bytes) => {
    if (isChannelData(bytes)) controller.abort();
    return true;
  });
  const client = await openClient(path, relay, controller.signal);
  const outcome = await runRelayTest({ client, signal: controller.signal, count: 10_000 });
  expect(outcome).toMatchObject({ relay: null, failure: { status: 'cancelled' } });
  await expect.poll(() => relay.counters.activeAllocations).toBe(0);
});

it('ends at once while it waits for the server when it is cancelled', async () => {
  const controller = new AbortController();
  const server = await openScriptedServer(() => {
    controller.abort();
    return null;
  });
  running.push(server);
  const client = await openClient(
    server.endpoint,
    { username: 'u', credential: 'c' },
    controller.signal,
  );
  const outcome = await runRelayTest({ client, signal: controller.signal });
  expect(outcome).toMatchObject({ relay: null, failure: { status: 'cancelled', sent: 1 } });
});

it('allocates, refreshes and releases', async () => {
  const relay = await started();
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
