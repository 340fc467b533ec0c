import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { TurnClient } from './client.ts';
import { openEchoPeer } from './echo-peer.ts';
import { startRelay, type RelayOptions, type RunningRelay } from './relay.ts';
import { openClient } from './testing/open-client.ts';
import { UdpSocket } from './udp-socket.ts';

const running: { close(): Promise<void> | void }[] = [];

afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.close();
});

async function started(options: RelayOptions = {}): Promise<RunningRelay> {
  const outcome = await startRelay(options);
  if (!outcome.ok) throw new Error(outcome.message);
  running.push(outcome.value);
  return outcome.value;
}

async function allocated(relay: RunningRelay, account: Parameters<typeof openClient>[1] = relay) {
  const client = await openClient(relay.endpoint, account);
  running.push(client);
  const allocation = await client.allocate();
  if (!allocation.ok) throw new Error(JSON.stringify(allocation.failure));
  return { client, relayedAddress: allocation.value.relayedAddress };
}

function nextData(client: TurnClient): Promise<{ peer: Endpoint; data: Buffer }> {
  return new Promise((resolve) => client.onData(resolve));
}

describe('two clients of one relay', () => {
  it('reach each other by their relayed addresses, as through the network', async () => {
    const relay = await started();
    const [one, other] = [await allocated(relay), await allocated(relay)];
    await one.client.createPermission(other.relayedAddress);
    await other.client.createPermission(one.relayedAddress);
    const got = nextData(other.client);
    one.client.send(other.relayedAddress, Buffer.from('hello'));
    expect(await got).toMatchObject({ peer: one.relayedAddress, data: Buffer.from('hello') });
    expect(relay.counters).toMatchObject({ packetsToPeers: 1, bytesToPeers: 5, dropped: 0 });
  });

  it('do not where the receiver has not permitted it', async () => {
    const relay = await started();
    const [one, other] = [await allocated(relay), await allocated(relay)];
    await one.client.createPermission(other.relayedAddress);
    one.client.send(other.relayedAddress, Buffer.from('hello'));
    await expect.poll(() => relay.counters.discarded).toBe(1);
  });

  it('keep their order among datagrams of other peers', async () => {
    const relay = await started();
    const [one, other] = [await allocated(relay), await allocated(relay)];
    await one.client.createPermission(other.relayedAddress);
    await other.client.createPermission(one.relayedAddress);
    const received: number[] = [];
    other.client.onData(({ data }) => received.push(data.readUInt8(0)));
    for (let number = 0; number < 100; number += 1) {
      one.client.send(other.relayedAddress, Buffer.from([number]));
    }
    await expect.poll(() => received).toHaveLength(100);
    expect(received).toEqual(received.toSorted((a, b) => a - b));
  });

  it('cannot reach a relayed address that is gone', async () => {
    const relay = await started();
    const [one, other] = [await allocated(relay), await allocated(relay)];
    await one.client.createPermission(other.relayedAddress);
    await other.client.refresh(0);
    one.client.send(other.relayedAddress, Buffer.from('late'));
    await expect.poll(() => relay.counters.packetsToPeers).toBe(1);
    expect(relay.counters.activeAllocations).toBe(1);
  });
});

it('serves others while a peer floods a client', async () => {
  const relay = await started();
  const [victim, other] = [await allocated(relay), await allocated(relay)];
  const peer = await openEchoPeer();
  const flooder = await UdpSocket.bind(anyPort, () => undefined);
  running.push(peer, flooder);
  await victim.client.createPermission(flooder.endpoint);
  const flood = setInterval(() => {
    for (let count = 0; count < 200; count += 1) {
      flooder.send(Buffer.alloc(1200), victim.relayedAddress);
    }
  }, 1);
  running.push({ close: () => clearInterval(flood) });
  await expect.poll(() => relay.counters.packetsToClients, { timeout: 5000 }).toBeGreaterThan(1000);
  await other.client.createPermission(peer.endpoint);
  const echo = nextData(other.client);
  const asking = setInterval(() => other.client.send(peer.endpoint, Buffer.from('echo')), 20);
  running.push({ close: () => clearInterval(asking) });
  expect((await echo).data.toString()).toBe('echo');
});

const anyPort: Endpoint = { address: '127.0.0.1', port: 0, family: 'IPv4' };

it('accepts a REST name and password that were made with its secret, and no expired ones', async () => {
  const secret = 'shared with who hands them out';
  const relay = await started({ restSecret: secret });
  const named = (expiresAtSec: number) => {
    const username = `${expiresAtSec}:somebody`;
    const credential = createHmac('sha1', secret).update(username).digest('base64');
    return { username, credential };
  };
  const nowSec = Math.floor(Date.now() / 1000);
  await allocated(relay, named(nowSec + 60));
  await expect(allocated(relay, named(nowSec - 60))).rejects.toThrow('401');
});

it('says that the port is in use where only TCP has it', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  running.push({ close: () => void server.close() });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  expect(await startRelay({ port: port ?? 0 })).toMatchObject({ ok: false, code: 'port-in-use' });
});
