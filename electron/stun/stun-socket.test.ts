import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import { newTransactionId } from './message.ts';
import type { StunMessage } from './message.ts';
import type { Schedule } from './schedule.ts';
import type { BindOptions } from './socket-options.ts';
import { StunSocket } from './stun-socket.ts';

const loopback = { IPv4: '127.0.0.1', IPv6: '::1' } as const;
const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1');
const once50Ms: Schedule = { sendAtMs: [0], closeAtMs: 50 };

const opened: { close: () => void }[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const one of opened.splice(0)) one.close();
});

/** A server on loopback; `reply` gets its socket, the request and the client. */
async function serve(
  reply: (server: Socket, request: StunMessage, client: Endpoint) => void,
  family: AddressFamily = 'IPv4',
): Promise<Endpoint> {
  const server = await bindPlain(family);
  server.on('message', (bytes, { address, port }) => {
    const result = decodeMessage(bytes);
    if (result.ok) reply(server, result.message, { address, port, family });
  });
  return { address: loopback[family], port: server.address().port, family };
}

async function bindPlain(family: AddressFamily = 'IPv4'): Promise<Socket> {
  const socket = createSocket(family === 'IPv4' ? 'udp4' : 'udp6');
  opened.push(socket);
  socket.bind(0, loopback[family]);
  await once(socket, 'listening');
  return socket;
}

/** A port of loopback that nothing listens on. */
async function deadEndpoint(): Promise<Endpoint> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return { address: '127.0.0.1', port, family: 'IPv4' };
}

async function open(options: Partial<BindOptions> = {}): Promise<StunSocket> {
  const result = await StunSocket.bind({ family: 'IPv4', ...options });
  if (!result.ok) throw new Error(result.message);
  opened.push(result.value);
  return result.value;
}

function binding(): StunMessage {
  return { class: 'request', method: 'Binding', transactionId: newTransactionId(), attributes: [] };
}

function answerTo(request: StunMessage, client: Endpoint): Buffer {
  return encodeMessage({
    ...request,
    class: 'success',
    attributes: [{ name: 'XOR-MAPPED-ADDRESS', value: client }],
  });
}

describe.each([
  { family: 'IPv4' as const, there: true },
  { family: 'IPv6' as const, there: hasIpv6 },
])('a request over $family', ({ family, there }) => {
  it.runIf(there)('is answered with the mapped address and a round trip', async () => {
    const to = await serve((server, request, client) => {
      server.send(answerTo(request, client), client.port, client.address);
    }, family);
    const socket = await open({ family, address: loopback[family] });
    const outcome = await socket.request(binding(), { to });
    expect(outcome).toMatchObject({
      status: 'answered',
      from: to,
      sent: 1,
      rttMs: expect.any(Number),
      message: { attributes: [{ name: 'XOR-MAPPED-ADDRESS', value: socket.localEndpoint }] },
    });
  });
});

describe('StunSocket', () => {
  it('keeps many requests on one socket apart', async () => {
    const waiting: (() => void)[] = [];
    const to = await serve((server, request, client) => {
      waiting.push(() => {
        server.send(answerTo(request, client), client.port, client.address);
      });
      // Answered in the opposite order, once all are there.
      if (waiting.length === 20) waiting.reverse().forEach((answer) => answer());
    });
    const socket = await open();
    const requests = Array.from({ length: 20 }, binding);
    const outcomes = await Promise.all(requests.map((one) => socket.request(one, { to })));
    expect(outcomes.map((one) => one.status === 'answered' && one.message.transactionId)).toEqual(
      requests.map((one) => one.transactionId),
    );
  });

  it('asks several servers from one socket', async () => {
    const servers = await Promise.all(
      [1, 2, 3].map(() =>
        serve((server, request, client) => {
          server.send(answerTo(request, client), client.port, client.address);
        }),
      ),
    );
    const socket = await open({ address: '127.0.0.1' });
    const outcomes = await Promise.all(servers.map((to) => socket.request(binding(), { to })));
    expect(outcomes.map((one) => one.status === 'answered' && one.from)).toEqual(servers);
  });

  it('survives lost packets', async () => {
    let count = 0;
    const to = await serve((server, request, client) => {
      count += 1;
      if (count === 3) server.send(answerTo(request, client), client.port, client.address);
    });
    const socket = await open();
    const schedule = { sendAtMs: [0, 5, 10], closeAtMs: 2000 };
    const outcome = await socket.request(binding(), { to, schedule });
    expect(outcome).toMatchObject({ status: 'answered', sent: 3, rttMs: null });
  });

  it('times out on a silent server', async () => {
    const to = await serve(() => undefined);
    const socket = await open();
    const outcome = await socket.request(binding(), {
      to,
      schedule: { sendAtMs: [0, 10], closeAtMs: 30 },
    });
    expect(outcome).toEqual({ status: 'timeout', sent: 2, ignored: [] });
  });

  it('learns of a refusal when it is connected', async () => {
    const to = await deadEndpoint();
    const socket = await open({ connectTo: to });
    expect(await socket.request(binding(), { to })).toMatchObject({ status: 'refused' });
  });

  it('is not told of refusals when it is not connected', async () => {
    const to = await deadEndpoint();
    const socket = await open();
    const outcome = await socket.request(binding(), { to, schedule: once50Ms });
    expect(outcome.status).toBe('timeout');
  });

  it('outlives an ICMP error that comes when nobody asks', async () => {
    const to = await deadEndpoint();
    const socket = await open({ connectTo: to });
    socket.send(Buffer.from('stray'), to);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await socket.request(binding(), { to })).toMatchObject({ status: 'refused' });
  });

  it('ignores and notes an answer from another source', async () => {
    const stranger = await bindPlain();
    const to = await serve((_server, request, client) => {
      stranger.send(answerTo(request, client), client.port, client.address);
    });
    const socket = await open();
    const outcome = await socket.request(binding(), { to, schedule: once50Ms });
    const from = { ...to, port: stranger.address().port };
    expect(outcome).toMatchObject({
      status: 'timeout',
      ignored: [{ from, reason: 'wrong source' }],
    });
  });

  it('waits on after a packet with a wrong id and hands it to its listeners', async () => {
    const stray = encodeMessage({ ...binding(), class: 'indication' });
    const to = await serve((server, request, client) => {
      server.send(stray, client.port, client.address);
      server.send(answerTo(request, client), client.port, client.address);
    });
    const socket = await open();
    const heard: Buffer[] = [];
    const unsubscribe = socket.onDatagram((bytes) => heard.push(bytes));
    expect(await socket.request(binding(), { to })).toMatchObject({ status: 'answered' });
    unsubscribe();
    await socket.request(binding(), { to });
    expect(heard).toEqual([stray]);
  });

  it('says that an answer is malformed', async () => {
    const to = await serve((server, request, client) => {
      const bytes = answerTo(request, client);
      bytes.writeUInt8(9, 25);
      server.send(bytes, client.port, client.address);
    });
    const socket = await open();
    expect(await socket.request(binding(), { to })).toMatchObject({
      status: 'malformed',
      error: { place: 'attribute XOR-MAPPED-ADDRESS at 20' },
    });
  });

  it.each([
    ['port 0', { address: '127.0.0.1', port: 0, family: 'IPv4' }],
    ['an address of the other family', { address: '::1', port: 9, family: 'IPv6' }],
  ] as const)('cannot reach %s, and says so', async (_what, to) => {
    const socket = await open();
    expect(await socket.request(binding(), { to })).toEqual({
      status: 'unreachable',
      sent: 1,
      code: 'EINVAL',
    });
  });
});

describe('cancelling', () => {
  it('ends a request at once and leaves no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] });
    const controller = new AbortController();
    const to = await serve(() => {
      controller.abort();
    });
    const socket = await open();
    const outcome = await socket.request(binding(), { to, signal: controller.signal });
    expect(outcome).toEqual({ status: 'cancelled', sent: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('before the start sends nothing', async () => {
    const to = await serve(() => undefined);
    const socket = await open();
    const outcome = await socket.request(binding(), { to, signal: AbortSignal.abort() });
    expect(outcome).toEqual({ status: 'cancelled', sent: 0 });
  });

  it('by closing ends every request', async () => {
    const to = await serve(() => undefined);
    const socket = await open();
    const requests = [binding(), binding()].map((one) => socket.request(one, { to }));
    socket.close();
    socket.close();
    expect(await Promise.all(requests)).toEqual([
      { status: 'cancelled', sent: 1 },
      { status: 'cancelled', sent: 1 },
    ]);
    expect(await socket.request(binding(), { to })).toEqual({ status: 'cancelled', sent: 0 });
  });

  it('is not needed after an answer: no timer is left', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] });
    const to = await serve((server, request, client) => {
      server.send(answerTo(request, client), client.port, client.address);
    });
    const socket = await open();
    expect(await socket.request(binding(), { to })).toMatchObject({ status: 'answered' });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('binding', () => {
  it('says what to do when the port is taken', async () => {
    const taken = await bindPlain();
    const { port } = taken.address();
    const result = await StunSocket.bind({ family: 'IPv4', address: '127.0.0.1', port });
    expect(result).toMatchObject({
      ok: false,
      code: 'EADDRINUSE',
      message: expect.stringContaining('choose another port'),
    });
  });

  it('says what to do when this computer does not have the address', async () => {
    const result = await StunSocket.bind({ family: 'IPv4', address: '192.0.2.1' });
    expect(result).toMatchObject({ ok: false, code: 'EADDRNOTAVAIL' });
  });

  it('knows the local address that packets leave from once it is connected', async () => {
    const to = await deadEndpoint();
    const socket = await open({ connectTo: to });
    expect(socket.localEndpoint.address).toBe('127.0.0.1');
  });

  it('to one endpoint refuses to be used for another', async () => {
    const to = await deadEndpoint();
    const socket = await open({ connectTo: to });
    expect(() => socket.request(binding(), { to: { ...to, port: 1 } })).toThrow('is connected to');
  });
});
