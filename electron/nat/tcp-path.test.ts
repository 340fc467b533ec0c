import { once } from 'node:events';
import net from 'node:net';
import { expect, it } from 'vitest';
import type { NatTest } from '../../shared/nat-results.ts';
import { tcpVerdict, tryTcp } from './tcp-path.ts';

const never = new AbortController().signal;

it('tells an open port from one where nothing listens', async () => {
  const server = net.createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const to = { address: '127.0.0.1', port, family: 'IPv4' } as const;
  expect(await tryTcp(to, '127.0.0.1', never)).toMatchObject({ name: 'TCP', status: 'answered' });
  server.close();
  await once(server, 'close');
  expect(await tryTcp(to, '127.0.0.1', never)).toMatchObject({ status: 'rejected' });
  expect(await tryTcp(to, '127.0.0.1', AbortSignal.abort())).toMatchObject({ status: 'silent' });
});

it('concludes that TCP is blocked only where every attempt was silent', () => {
  const tests = (...statuses: NatTest['status'][]) =>
    statuses.map((status) => ({ status }) as NatTest);
  expect(tcpVerdict(tests('silent', 'answered'))).toBe(true);
  expect(tcpVerdict(tests('silent', 'silent'))).toBe(false);
  expect(tcpVerdict(tests('silent', 'rejected'))).toBeNull();
  expect(tcpVerdict([])).toBeNull();
});
