import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { startRelay, type RelayOptions, type RunningRelay } from './relay.ts';
import { openEchoPeer } from './echo-peer.ts';
import { openClient } from './testing/open-client.ts';

const running: { close(): Promise<void> | void }[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

async function started(options: RelayOptions = {}): Promise<RunningRelay> {
  const outcome = await startRelay(options);
  if (!outcome.ok) throw new Error(outcome.message);
  running.push(outcome.value);
  return outcome.value;
}

/** A client with an allocation and its relayed address. */
async function allocated(relay: RunningRelay) {
  const client = await openClient(relay.endpoint, relay);
  running.push(client);
  const allocation = await client.allocate();
  if (!allocation.ok) throw new Error(JSON.stringify(allocation.failure));
  return { client, ...allocation.value };
}

async function isFree({ address, port }: Endpoint): Promise<boolean> {
  const socket = createSocket('udp4');
  const free = new Promise<boolean>((resolve) => {
    socket.once('error', () => resolve(false));
    socket.once('listening', () => resolve(true));
  });
  socket.bind({ address, port });
  const result = await free;
  socket.close();
  await once(socket, 'close');
  return result;
}

it('listens on loopback with fresh credentials each time', async () => {
  const [first, second] = [await started(), await started()];
  expect(first.endpoint.address).toBe('127.0.0.1');
  expect(first.endpoint.port).toBeGreaterThan(0);
  expect(first.username).not.toBe(second.username);
  expect(first.credential).not.toBe(second.credential);
  expect(first.credential.length).toBeGreaterThanOrEqual(32);
});

it('takes the credentials and the realm that it is given', async () => {
  const relay = await started({ username: 'u', credential: 'c', realm: 'r' });
  expect(relay).toMatchObject({ username: 'u', credential: 'c', realm: 'r' });
  await allocated(relay);
});

it('listens on IPv6 loopback and relays by IPv4', async () => {
  const relay = await started({ host: '::1' });
  expect(relay.endpoint).toMatchObject({ address: '::1', family: 'IPv6' });
  expect((await allocated(relay)).relayedAddress.family).toBe('IPv4');
});

it.each(['0.0.0.0', '192.0.2.1', '::', '::ffff:127.0.0.1', 'localhost', ''])(
  'refuses to listen on "%s"',
  async (host) => {
    expect(await startRelay({ host })).toMatchObject({ ok: false, code: 'host-not-loopback' });
  },
);

it('says that a port is in use and what to do', async () => {
  const { endpoint } = await started();
  const second = await startRelay({ port: endpoint.port });
  expect(second).toMatchObject({ ok: false, code: 'port-in-use' });
  expect(second).toHaveProperty('message', expect.stringContaining(String(endpoint.port)));
});

it.each([
  [{ port: 70_000 }, 'port-not-valid'],
  [{ port: 1.5 }, 'port-not-valid'],
  [{ username: '' }, 'bad-credentials'],
  [{ credential: '' }, 'bad-credentials'],
  [{ username: 'x'.repeat(509) }, 'bad-credentials'],
  [{ realm: 'x'.repeat(129) }, 'bad-credentials'],
])('refuses %o', async (options, code) => {
  expect(await startRelay(options)).toMatchObject({ ok: false, code });
});

describe('a running relay', () => {
  it('counts what it relays', async () => {
    const relay = await started();
    const { client } = await allocated(relay);
    const peer = await openEchoPeer();
    running.push(peer);
    await client.createPermission(peer.endpoint);
    const echo = new Promise((resolve) => client.onData(resolve));
    client.send(peer.endpoint, Buffer.from('12345'));
    await echo;
    expect(relay.counters).toMatchObject({
      allocations: 1,
      activeAllocations: 1,
      packetsToPeers: 1,
      bytesToPeers: 5,
      discarded: 0,
    });
    await client.refresh(0);
    expect(relay.counters).toMatchObject({ allocations: 1, activeAllocations: 0 });
  });

  it('closes the relayed port with the allocation', async () => {
    const { client, relayedAddress } = await allocated(await started());
    expect(await isFree(relayedAddress)).toBe(false);
    await client.refresh(0);
    await expect.poll(() => isFree(relayedAddress)).toBe(true);
  });

  it('ends the allocation of a client that closes without a release', async () => {
    const relay = await started();
    const { client } = await allocated(relay);
    client.close();
    await expect.poll(() => relay.counters.activeAllocations).toBe(0);
  });

  it('closes all its ports, and may be closed again', async () => {
    const relay = await started();
    const { relayedAddress } = await allocated(relay);
    await relay.close();
    await relay.close();
    expect(await isFree(relayedAddress)).toBe(true);
    expect(await isFree(relay.endpoint)).toBe(true);
  });

  it('closes cleanly while a socket is being opened', async () => {
    const relay = await started();
    const client = await openClient(relay.endpoint, relay);
    running.push(client);
    const allocation = client.allocate();
    await expect.poll(() => relay.counters.activeAllocations).toBe(1);
    await relay.close();
    client.close();
    await allocation;
  });

  it('lives on after bytes that mean nothing and peers that cannot be reached', async () => {
    const relay = await started();
    const { client, relayedAddress } = await allocated(relay);
    const stranger = createSocket('udp4');
    stranger.send(Buffer.from('nothing'), relay.endpoint.port, relay.endpoint.address);
    stranger.send(Buffer.from('nothing'), relayedAddress.port, relayedAddress.address);
    await expect.poll(() => relay.counters.discarded).toBe(2);
    stranger.close();
    const nobody: Endpoint = { address: '127.255.255.255', port: 9, family: 'IPv4' };
    await client.createPermission(nobody);
    client.send(nobody, Buffer.from('lost'));
    client.send({ ...nobody, port: 0 }, Buffer.from('lost'));
    await expect.poll(() => relay.counters.dropped).toBe(2);
    expect(relay.counters.packetsToPeers).toBe(0);
    expect((await client.refresh(600)).ok).toBe(true);
  });
});
