import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { startDiscovery } from './run-discovery.ts';
import { type LoopbackServer, openLoopbackServer } from './testing/loopback-server.ts';
import type { Manner } from './testing/simulated-server.ts';

const opened: LoopbackServer[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

async function discover(manners: Manner[], signal = new AbortController().signal) {
  const servers = await Promise.all(manners.map((manner) => openLoopbackServer(manner)));
  opened.push(...servers);
  const running = startDiscovery({
    servers: servers.map(({ endpoint, uri }) => ({ targets: [uri], endpoint })),
    family: 'IPv4',
    ownAddress: null,
    signal,
  });
  const [mapping, filtering, alg] = await Promise.all([
    running.mapping(),
    running.filtering(),
    running.alg(),
  ]);
  return { mapping, filtering, alg };
}

// Linux has every address of 127.0.0.0/8; elsewhere the second one of the server is missing.
describe.skipIf(process.platform !== 'linux')('a discovery on real sockets', () => {
  it('finds no NAT and no filter on loopback', async () => {
    const { mapping, filtering, alg } = await discover(['rfc5780', 'plain']);
    expect(mapping).toMatchObject({ behaviour: 'none', tcpWorks: null, reason: null });
    expect(mapping.localAddress?.address).toBe('127.0.0.1');
    expect(mapping.localAddress?.port).toBe(mapping.servers[0]?.mappedAddress?.port);
    expect(filtering).toMatchObject({ behaviour: 'endpoint-independent', method: 'rfc5780' });
    expect(alg.behaviour).toBe('leaves');
    expect(filtering.localAddress?.port).not.toBe(mapping.localAddress?.port);
  });

  it('says which server cannot measure filtering', async () => {
    const { mapping, filtering } = await discover(['ignores-change-request']);
    expect(mapping.behaviour).toBe('none');
    expect(filtering).toMatchObject({ behaviour: 'unknown', reason: 'no-fit-server' });
    expect(filtering.servers[0]?.fitness).toBe('ignores-change-request');
  });

  it('ends at once when it is stopped, with what is known', async () => {
    const stop = new AbortController();
    const ended = discover(['silent'], stop.signal);
    stop.abort();
    const { mapping, filtering } = await ended;
    expect(mapping).toMatchObject({ behaviour: 'unknown', reason: 'stopped' });
    expect(filtering).toMatchObject({ behaviour: 'unknown', reason: 'stopped' });
  });
});

it('knows that there is no way where no socket can be opened to any server', async () => {
  const endpoint: Endpoint = { address: '127.0.0.1', port: 3478, family: 'IPv4' };
  const { mapping, filtering } = startDiscovery({
    servers: [{ targets: ['stun:x'], endpoint }],
    family: 'IPv4',
    // A documentation address (RFC 5737): no computer has it.
    ownAddress: '192.0.2.77',
    signal: new AbortController().signal,
  });
  expect(await mapping()).toMatchObject({ behaviour: 'unknown', reason: 'no-way' });
  expect(await filtering()).toMatchObject({ behaviour: 'unknown', reason: 'no-way' });
});
