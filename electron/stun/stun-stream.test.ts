import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import { newTransactionId, type StunMessage } from './message.ts';
import { openTransport, type TransportOptions } from './open-transport.ts';
import type { StunTransport } from './stun-transport.ts';
import {
  createTestAuthority,
  type TestAuthority,
  type TestCertificate,
} from './testing/test-certificates.ts';

let authority: TestAuthority;
let certificate: TestCertificate;
const closing: (() => void)[] = [];

beforeAll(async () => {
  authority = await createTestAuthority();
  certificate = await authority.issue({ names: ['127.0.0.1', '::1'] });
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Kind = 'tcp' | 'tls';

/** A server that does what the test says with each connection. */
async function serve(
  kind: Kind,
  handle: (socket: net.Socket) => void,
  address = '127.0.0.1',
): Promise<Endpoint> {
  const take = (socket: net.Socket) => {
    closing.push(() => socket.destroy());
    socket.on('error', () => undefined);
    handle(socket);
  };
  const server = kind === 'tcp' ? net.createServer(take) : tls.createServer(certificate, take);
  server.listen(0, address);
  await once(server, 'listening');
  closing.push(() => server.close());
  const { port } = server.address() as net.AddressInfo;
  return { address, port, family: address.includes(':') ? 'IPv6' : 'IPv4' };
}

async function open(
  kind: Kind,
  to: Endpoint,
  more: Partial<TransportOptions> = {},
): Promise<StunTransport> {
  const trustedCertificates = [authority.cert];
  const opened = await openTransport({
    transport: kind,
    to,
    host: to.address,
    trustedCertificates,
    ...more,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  closing.push(() => {
    opened.transport.close();
  });
  return opened.transport;
}

function binding(): StunMessage {
  return { class: 'request', method: 'Binding', transactionId: newTransactionId(), attributes: [] };
}

function answerTo(bytes: Buffer): Buffer {
  const decoded = decodeMessage(bytes);
  if (!decoded.ok) throw new Error(decoded.error.reason);
  const { method, transactionId } = decoded.message;
  return encodeMessage({ class: 'success', method, transactionId, attributes: [] });
}

describe.each(['tcp', 'tls'] as const)('a stream over %s', (kind) => {
  it.each(['127.0.0.1', '::1'])('asks and is answered at %s', async (address) => {
    const to = await serve(
      kind,
      (socket) => socket.on('data', (bytes) => socket.write(answerTo(bytes))),
      address,
    );
    const stream = await open(kind, to);
    expect(stream.localEndpoint).toMatchObject({ address, port: expect.any(Number) });
    expect(stream.transport).toBe(kind);
    expect(await stream.request(binding(), { to })).toMatchObject({
      status: 'answered',
      sent: 1,
      rttMs: expect.any(Number),
      from: to,
    });
  });

  it('puts an answer together that comes byte by byte, and hands on what is no answer', async () => {
    const stray = encodeMessage({ ...binding(), class: 'indication' });
    const to = await serve(kind, (socket) => {
      socket.setNoDelay(true);
      socket.on('data', (bytes) => {
        const all = Buffer.concat([stray, answerTo(bytes)]);
        const send = (at: number) => {
          if (at < all.length)
            socket.write(all.subarray(at, at + 1), () => {
              send(at + 1);
            });
        };
        send(0);
      });
    });
    const stream = await open(kind, to);
    const others: Buffer[] = [];
    stream.onDatagram((bytes) => others.push(bytes));
    expect(await stream.request(binding(), { to })).toMatchObject({ status: 'answered' });
    expect(others).toEqual([stray]);
  });

  it('keeps requests that are open together apart, and sends in order', async () => {
    const seen: Buffer[] = [];
    const to = await serve(kind, (socket) => {
      socket.on('data', (bytes: Buffer) => {
        for (let at = 0; at < bytes.length; at += 20) seen.push(bytes.subarray(at, at + 20));
        if (seen.length === 20) for (const one of seen.toReversed()) socket.write(answerTo(one));
      });
    });
    const stream = await open(kind, to);
    const requests = Array.from({ length: 20 }, binding);
    const outcomes = await Promise.all(requests.map((one) => stream.request(one, { to })));
    const ids = requests.map(({ transactionId }) => transactionId);
    expect(outcomes.map((one) => one.status === 'answered' && one.message.transactionId)).toEqual(
      ids,
    );
    expect(seen.map((bytes) => bytes.subarray(8))).toEqual(ids);
  });

  it('tells that the connection was ended instead of an answer', async () => {
    const to = await serve(kind, (socket) => socket.on('data', () => socket.end()));
    const stream = await open(kind, to);
    expect(await stream.request(binding(), { to })).toEqual({
      status: 'closed',
      sent: 1,
      code: null,
    });
    expect(await stream.request(binding(), { to })).toMatchObject({ status: 'closed' });
  });

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.7\r\n', false],
    ['one that looks like ChannelData at first', 'HTTP/1.1 400 Bad Request\r\n\r\n', true],
    ['one that looks like ChannelData and goes on', 'HTTP/1.1 400 Bad Request\r\n\r\n', false],
  ])('tells that the server speaks %s', async (_what, text, ends) => {
    const to = await serve(kind, (socket) =>
      socket.on('data', () => (ends ? socket.end(text) : socket.write(text))),
    );
    const stream = await open(kind, to);
    const broken = { status: 'malformed', sent: 1, error: { place: 'stream' } };
    expect(await stream.request(binding(), { to })).toMatchObject(broken);
  });

  it('ends open requests when it is cancelled and when it is closed', async () => {
    const to = await serve(kind, () => undefined);
    const stream = await open(kind, to);
    const stop = new AbortController();
    const first = stream.request(binding(), { to, signal: stop.signal });
    const second = stream.request(binding(), { to });
    stop.abort();
    expect(await first).toEqual({ status: 'cancelled', sent: 1 });
    stream.close();
    expect(await second).toEqual({ status: 'cancelled', sent: 1 });
    expect(await stream.request(binding(), { to })).toMatchObject({ status: 'cancelled' });
  });

  it('lets a last message leave when it is closed', async () => {
    const received: Buffer[] = [];
    const to = await serve(kind, (socket) => socket.on('data', (bytes) => received.push(bytes)));
    const stream = await open(kind, to);
    stream.send(Buffer.from('last'), to);
    stream.close();
    await expect.poll(() => Buffer.concat(received).toString()).toBe('last');
  });

  it('drops what a server does not read instead of keeping it', async () => {
    const to = await serve(kind, (socket) => socket.pause());
    const stream = await open(kind, to);
    const errors = new Set<string>();
    const chunk = Buffer.alloc(60_000);
    for (let count = 0; count < 500; count += 1) stream.send(chunk, to, (code) => errors.add(code));
    expect([...errors]).toEqual(['ENOBUFS']);
  });

  it('refuses to be used for another server', async () => {
    const to = await serve(kind, () => undefined);
    const stream = await open(kind, to);
    const other = { ...to, port: to.port ^ 1 };
    expect(() => {
      stream.send(Buffer.alloc(1), other);
    }).toThrow('open another one');
  });
});

it('tells a reset by its code', async () => {
  const to = await serve('tcp', (socket) => socket.on('data', () => socket.resetAndDestroy()));
  const stream = await open('tcp', to);
  const closed = { status: 'closed', sent: 1, code: 'ECONNRESET' };
  expect(await stream.request(binding(), { to })).toEqual(closed);
});
