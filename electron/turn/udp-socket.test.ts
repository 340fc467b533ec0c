import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { UdpSocket } from './udp-socket.ts';

const anyPort: Endpoint = { address: '127.0.0.1', port: 0, family: 'IPv4' };

describe('UdpSocket', () => {
  let receiver: Socket;
  let endpoint: Endpoint;
  let got: string[];
  let sender: UdpSocket;

  beforeEach(async () => {
    receiver = createSocket('udp4').bind(0, '127.0.0.1');
    await once(receiver, 'listening');
    endpoint = { ...anyPort, port: receiver.address().port };
    got = [];
    receiver.on('message', (bytes) => got.push(bytes.toString()));
    sender = await UdpSocket.bind(anyPort, () => undefined);
  });

  afterEach(async () => {
    await sender.close();
    receiver.close();
  });

  const send = (text: string, onError?: () => void) =>
    sender.send(Buffer.from(text), endpoint, onError);
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

  async function received(count: number): Promise<string[]> {
    while (got.length < count) await once(receiver, 'message');
    return got;
  }

  it('sends what was handed over in one turn of the event loop, each datagram once and in order', async () => {
    const texts = numbers(100);
    for (const text of texts) send(text);
    expect(await received(texts.length)).toEqual(texts);
  });

  it('keeps the order where errors are asked for in between', async () => {
    send('first');
    send('second', () => undefined);
    send('third');
    expect(await received(3)).toEqual(['first', 'second', 'third']);
  });

  it('sends what still waits before it closes, and nothing afterwards', async () => {
    send('last words');
    await sender.close();
    expect(send('too late')).toBe(false);
    expect(await received(1)).toEqual(['last words']);
  });

  it('drops a datagram to port 0', () => {
    expect(sender.send(Buffer.from('x'), anyPort)).toBe(false);
  });
});
