import { afterEach, describe, expect, it } from 'vitest';
import {
  attribute,
  decodeMessage,
  encodeChannelData,
  encodeMessage,
  newTransactionId,
} from '../stun/index.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import { openEchoPeer } from './echo-peer.ts';
import { startRelay, type RunningRelay } from './relay.ts';
import { StreamClient } from './testing/stream-client.ts';
import { UdpSocket } from './udp-socket.ts';

const running: { close(): Promise<void> | void }[] = [];

afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.close();
});

async function started(): Promise<RunningRelay> {
  const outcome = await startRelay();
  if (!outcome.ok) throw new Error(outcome.message);
  running.push(outcome.value);
  return outcome.value;
}

async function opened(relay: RunningRelay, server = relay.endpoint): Promise<StreamClient> {
  const client = await StreamClient.open(server, relay);
  running.push(client);
  return client;
}

async function echoPeer(): Promise<UdpSocket> {
  const peer = await openEchoPeer();
  running.push(peer);
  return peer;
}

describe('a client over TCP', () => {
  it('learns the address that it comes from', async () => {
    const client = await opened(await started());
    const answer = await client.ask('Binding');
    expect(attribute(answer, 'XOR-MAPPED-ADDRESS')?.port).toBe(client.socket.localPort);
  });

  it('is served at ::1 as well, where this computer has it', async () => {
    const relay = await started();
    const server: Endpoint = { address: '::1', port: relay.endpoint.port, family: 'IPv6' };
    const client = await opened(relay, server);
    expect(attribute(await client.ask('Binding'), 'XOR-MAPPED-ADDRESS')?.address).toBe('::1');
  });

  it('exchanges ChannelData with a peer, padded to a multiple of 4', async () => {
    const client = await opened(await started());
    const peer = await echoPeer();
    await client.allocate();
    await client.bindChannel(0x4000, peer.endpoint);
    const hello = encodeChannelData(0x4000, Buffer.from('hello'), { padded: true });
    client.socket.write(hello);
    expect(await client.next()).toEqual(hello);
    expect(hello.length % 4).toBe(0);
  });

  it('exchanges indications with a peer', async () => {
    const relay = await started();
    const client = await opened(relay);
    const peer = await echoPeer();
    await client.allocate();
    const address = { name: 'XOR-PEER-ADDRESS', value: peer.endpoint } as const;
    await client.request('CreatePermission', [address]);
    const attributes = [address, { name: 'DATA', value: Buffer.from('hello') }] as const;
    const transactionId = newTransactionId();
    client.socket.write(
      encodeMessage({
        class: 'indication',
        method: 'Send',
        transactionId,
        attributes: [...attributes],
      }),
    );
    const back = decodeMessage(await client.next());
    expect(back.ok && attribute(back.message, 'DATA')?.toString()).toBe('hello');
    expect(relay.counters).toMatchObject({ packetsToPeers: 1, bytesToPeers: 5, dropped: 0 });
  });

  it('is told by ICMP that a datagram was too long to be sent', async () => {
    const client = await opened(await started());
    const peer = await echoPeer();
    await client.allocate();
    await client.bindChannel(0x4000, peer.endpoint);
    client.socket.write(encodeChannelData(0x4000, Buffer.alloc(65_520), { padded: true }));
    const told = decodeMessage(await client.next());
    // Type 3, code 4 (RFC 792): fragmentation needed.
    expect(told.ok && attribute(told.message, 'ICMP')).toMatchObject({ type: 3, code: 4 });
  });

  it('gets its answers in the order of its requests, however the stream was cut', async () => {
    const client = await opened(await started());
    const requests = Array.from({ length: 20 }, () => client.encode('Binding'));
    const stream = Buffer.concat(requests);
    for (let at = 0; at < stream.length; at += 7) client.socket.write(stream.subarray(at, at + 7));
    for (const request of requests) {
      expect((await client.next()).subarray(8, 20)).toEqual(request.subarray(8, 20));
    }
  });

  it('loses its allocation and the relayed port when it vanishes', async () => {
    const relay = await started();
    const client = await opened(relay);
    await client.allocate();
    expect(relay.counters.activeAllocations).toBe(1);
    client.socket.resetAndDestroy();
    await expect.poll(() => relay.counters.activeAllocations).toBe(0);
  });

  it('still gets its answer when it has ended its half of the connection', async () => {
    const client = await opened(await started());
    client.socket.end(client.encode('Binding'));
    expect(decodeMessage(await client.next()).ok).toBe(true);
    await client.closed;
  });

  it.each([
    ['neither STUN nor ChannelData', Buffer.alloc(64, 0xff)],
    ['a message without the cookie', Buffer.alloc(64, 0)],
    ['the beginning of TLS', Buffer.from('16030102000100', 'hex')],
  ])('is disconnected after %s, and the others are not', async (_what, bytes) => {
    const relay = await started();
    const [good, bad] = [await opened(relay), await opened(relay)];
    bad.socket.write(bytes);
    await bad.closed;
    expect((await good.ask('Binding')).class).toBe('success');
  });
});

describe('two clients with one name', () => {
  it('have an allocation each, by UDP and TCP ports with the same number', async () => {
    const relay = await started();
    const [first, second] = [await opened(relay), await opened(relay)];
    const [one, other] = [await first.allocate(), await second.allocate()];
    expect(one.port).not.toBe(other.port);
    first.close();
    await expect.poll(() => relay.counters.activeAllocations).toBe(1);
    await second.bindChannel(0x4000, (await echoPeer()).endpoint);
  });
});

describe('a client that does not read', () => {
  it('loses data and not its connection, and others are served', async () => {
    const relay = await started();
    const [deaf, other] = [await opened(relay), await opened(relay)];
    const relayed = await deaf.allocate();
    const peer = await UdpSocket.bind(
      { address: '127.0.0.1', port: 0, family: 'IPv4' },
      () => undefined,
    );
    running.push(peer);
    await deaf.bindChannel(0x4000, peer.endpoint);
    deaf.socket.pause();
    const datagram = Buffer.alloc(60_000, 7);
    const flood = setInterval(() => {
      for (let count = 0; count < 10; count += 1) peer.send(datagram, relayed);
    }, 1);
    await expect.poll(() => relay.counters.dropped, { timeout: 15_000 }).toBeGreaterThan(0);
    clearInterval(flood);
    expect((await other.ask('Binding')).class).toBe('success');
    deaf.socket.resume();
    deaf.socket.write(deaf.encode('Binding'));
    await expect
      .poll(() => deaf.received.some((message) => message.readUInt16BE(0) === 0x0101))
      .toBe(true);
  });

  it('is disconnected when it only asks', async () => {
    const client = await opened(await started());
    client.socket.pause();
    const requests = Buffer.concat(Array.from({ length: 1000 }, () => client.encode('Binding')));
    // Where the relay did not disconnect, the kernel's buffers would fill up and the writes would wait for ever.
    const asking = setInterval(() => {
      if (client.socket.writableLength === 0) client.socket.write(requests);
    }, 1);
    await client.closed;
    clearInterval(asking);
  }, 20_000);
});
