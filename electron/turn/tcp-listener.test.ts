import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { encodeMessage, newTransactionId } from '../stun/index.ts';
import type { FiveTuple } from './action.ts';
import { idleMs, maxConnections, unfinishedMs } from './tcp-limits.ts';
import { TcpListener } from './tcp-listener.ts';

const running: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.close();
});

const binding = encodeMessage({
  class: 'request',
  method: 'Binding',
  transactionId: newTransactionId(),
  attributes: [],
});

async function listening() {
  const messages: Buffer[] = [];
  const gone: FiveTuple[] = [];
  const listener = await TcpListener.listen(
    { address: '127.0.0.1', port: 0, family: 'IPv4' },
    { onMessage: (_tuple, bytes) => messages.push(bytes), onGone: (tuple) => gone.push(tuple) },
  );
  running.push(listener);
  return { listener, messages, gone };
}

async function connected(port: number): Promise<{ socket: Socket; closed: Promise<unknown> }> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => undefined);
  socket.resume();
  running.push({ close: () => socket.destroy() });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  return { socket, closed };
}

const soon = () => performance.now();

it('ends a connection whose message is not whole in time (slow loris)', async () => {
  const { listener, messages, gone } = await listening();
  const { socket, closed } = await connected(listener.endpoint.port);
  socket.write(Buffer.concat([binding, binding.subarray(0, 5)]));
  await expect.poll(() => messages.length).toBe(1);
  listener.closeStale(soon() + unfinishedMs / 2, () => true);
  socket.write(binding.subarray(5, 6));
  listener.closeStale(soon() + unfinishedMs / 2, () => true);
  expect(listener.size).toBe(1);
  listener.closeStale(soon() + unfinishedMs, () => true);
  await closed;
  await expect.poll(() => gone).toHaveLength(1);
});

it('keeps a connection whose message became whole', async () => {
  const { listener, messages } = await listening();
  const { socket } = await connected(listener.endpoint.port);
  socket.write(binding.subarray(0, 5));
  await expect.poll(() => listener.size).toBe(1);
  socket.write(binding.subarray(5));
  await expect.poll(() => messages.length).toBe(1);
  listener.closeStale(soon() + unfinishedMs, () => false);
  expect(listener.size).toBe(1);
});

it('ends an idle connection without an allocation, and leaves one with an allocation alone', async () => {
  const { listener, gone } = await listening();
  const { closed } = await connected(listener.endpoint.port);
  await expect.poll(() => listener.size).toBe(1);
  listener.closeStale(soon() + idleMs, () => true);
  listener.closeStale(soon() + idleMs / 2, () => false);
  expect(listener.size).toBe(1);
  listener.closeStale(soon() + idleMs, () => false);
  await closed;
  await expect.poll(() => gone).toHaveLength(1);
});

it('ends a half-open connection whose client does not read the rest', async () => {
  const { listener, messages } = await listening();
  const { socket } = await connected(listener.endpoint.port);
  socket.pause();
  socket.write(binding);
  await expect.poll(() => messages.length).toBe(1);
  const [tuple] = [{ transport: 'tcp' as const, client: local(socket), server: listener.endpoint }];
  // More than the operating system takes for a client that does not read, so that the end waits behind it.
  const data = Buffer.alloc(65_000);
  data.writeUInt16BE(0x4000);
  while (listener.send(tuple, data)) await new Promise(setImmediate);
  socket.end();
  await once(socket, 'finish');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(listener.size).toBe(1);
  listener.closeStale(soon() + unfinishedMs, () => true);
  await expect.poll(() => listener.size).toBe(0);
});

function local(socket: Socket) {
  return { address: '127.0.0.1', port: socket.localPort ?? 0, family: 'IPv4' as const };
}

it('has room for so many connections and closes what is beyond', async () => {
  const { listener } = await listening();
  const { port } = listener.endpoint;
  await Promise.all(Array.from({ length: maxConnections }, () => connected(port)));
  await expect.poll(() => listener.size).toBe(maxConnections);
  const { closed } = await connected(port);
  await closed;
  expect(listener.size).toBe(maxConnections);
});
