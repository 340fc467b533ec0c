import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { gatewayOfTable } from './default-gateway.ts';
import { askNatPmp, readNatPmpAddress } from './router-address.ts';

/** `00 80 00 00 <seconds> <address>` */
const answer = Buffer.from([0, 128, 0, 0, 0, 0, 1, 44, 100, 64, 0, 2]);

async function ask(reply: Buffer | null): Promise<string | null> {
  const router = createSocket('udp4');
  router.on('message', (request, { address, port }) => {
    if (reply && request.equals(Buffer.from([0, 0]))) router.send(reply, port, address);
  });
  router.bind(0, '127.0.0.1');
  await once(router, 'listening');
  const { port } = router.address();
  const signal = new AbortController().signal;
  const address = await askNatPmp('127.0.0.1', '127.0.0.1', signal, port);
  router.close();
  return address;
}

describe('the router’s outside address', () => {
  it('is what the router answers', async () => {
    expect(await ask(answer)).toBe('100.64.0.2');
  });

  it('is not known where the router says nothing, nothing of use, or does not listen', async () => {
    expect(await ask(null)).toBeNull();
    expect(await ask(Buffer.from('hello'))).toBeNull();
    const stopped = AbortSignal.abort();
    expect(await askNatPmp('127.0.0.1', '127.0.0.1', stopped, 9)).toBeNull();
  });

  it('is not known where there is no way to the router (any more)', async () => {
    // From a loopback address the operating system lets nothing out.
    const { signal } = new AbortController();
    expect(await askNatPmp('192.0.2.1', '127.0.0.1', signal)).toBeNull();
  });

  it.each([
    ['too short', answer.subarray(0, 11)],
    ['another version', Buffer.from([2, ...answer.subarray(1)])],
    ['another opcode', Buffer.from([0, 129, ...answer.subarray(2)])],
    ['a refusal', Buffer.from([0, 128, 0, 3, ...answer.subarray(4)])],
    ['a router without an address', Buffer.from([...answer.subarray(0, 8), 0, 0, 0, 0])],
  ])('is not taken from an answer that is %s', (_, bytes) => {
    expect(readNatPmpAddress(bytes)).toBeNull();
  });
});

describe('the default gateway', () => {
  const table = [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask',
    'wg0\t00000000\t00000000\t0001\t0\t0\t0\t00000000',
    'eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000',
    'eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF',
  ].join('\n');

  it('is read from Linux’s table, of the interface that is asked for', () => {
    expect(gatewayOfTable(table, 'eth0')).toBe('192.168.1.1');
    expect(gatewayOfTable(table, 'wg0')).toBeNull();
    expect(gatewayOfTable(table, 'wlan0')).toBeNull();
    expect(gatewayOfTable('', 'eth0')).toBeNull();
  });
});
