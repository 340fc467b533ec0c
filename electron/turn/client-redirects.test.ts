import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { createTestAuthority } from '../stun/testing/test-certificates.ts';
import type { StunAttribute } from '../stun/index.ts';
import type { Rejected } from './client-failure.ts';
import { ClientRedirects } from './client-redirects.ts';
import { connectingClient } from './testing/open-client.ts';
import { openScriptedServer, type ScriptedAnswer } from './testing/scripted-server.ts';
import { openScriptedStreamServer } from './testing/scripted-stream-server.ts';

const account = { username: 'alice', credential: 'correct horse' };
const relayed: StunAttribute = {
  name: 'XOR-RELAYED-ADDRESS',
  value: { address: '127.0.0.1', port: 50_000, family: 'IPv4' },
};
const granted: ScriptedAnswer = { attributes: [relayed] };
const running: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

function redirection(value: Endpoint, ...more: StunAttribute[]): ScriptedAnswer {
  return { error: 300, attributes: [{ name: 'ALTERNATE-SERVER', value }, ...more] };
}

/** Servers, each of which sends its client to the next one, the last as the test says. */
async function chain(length: number, last: (first: Endpoint) => ScriptedAnswer) {
  const endpoints: Endpoint[] = [];
  for (let n = 0; n < length; n += 1) {
    const server = await openScriptedServer(() => {
      const next = endpoints[n + 1];
      return next ? redirection(next) : last(endpoints[0] ?? server.endpoint);
    });
    running.push(server);
    endpoints.push(server.endpoint);
  }
  const [first] = endpoints;
  if (!first) throw new Error('a chain has a server');
  const client = connectingClient({ transport: 'udp', server: first, account });
  running.push(client);
  return { client, endpoints };
}

describe('a client that is sent on', () => {
  it('allocates on the server that it was sent to', async () => {
    const { client, endpoints } = await chain(2, () => granted);
    expect(await client.allocate()).toMatchObject({ ok: true });
    expect(client.server).toEqual(endpoints[1]);
    expect(client.result.serverAddress).toEqual(endpoints[1]);
    expect(client.steps).toMatchObject([
      { name: 'challenge', status: 'passed', stunErrorCode: 300, reason: 'scripted' },
      { name: 'redirect', status: 'passed', stunErrorCode: null },
      { name: 'challenge', status: 'passed', stunErrorCode: null },
      { name: 'allocate', status: 'passed' },
    ]);
  });

  it('follows three times, and not once more', async () => {
    const three = await chain(4, () => granted);
    expect(await three.client.allocate()).toMatchObject({ ok: true });
    const four = await chain(5, () => granted);
    expect(await four.client.allocate()).toMatchObject({
      ok: false,
      failure: { status: 'misdirected', problem: 'too-many', to: four.endpoints[4] },
    });
  });

  it('stops where it would be asked to go round in a circle', async () => {
    const { client, endpoints } = await chain(2, (first) => redirection(first));
    expect(await client.allocate()).toMatchObject({
      failure: { status: 'misdirected', problem: 'loop', to: endpoints[0] },
    });
    expect(client.steps.at(-1)).toMatchObject({
      name: 'redirect',
      status: 'failed',
      stunErrorCode: 300,
      reason: 'loop',
    });
  });

  it('says what became of the server that it was sent to', async () => {
    const dead = await openScriptedServer(() => null);
    await dead.close();
    const { client } = await chain(1, () => redirection(dead.endpoint));
    const { status } = process.platform === 'win32' ? { status: 'timeout' } : { status: 'refused' };
    expect(await client.allocate()).toMatchObject({ failure: { status } });
    expect(client.result.serverAddress).toEqual(dead.endpoint);
  });

  it.each([
    ['names its domain', 'other.example', { ok: true }],
    ['names none', undefined, { failure: { problem: 'name-mismatch' } }],
  ])('checks the certificate of a server over TLS that %s', async (_what, domain, expected) => {
    const authority = await createTestAuthority();
    const issue = (name: string) => authority.issue({ names: [name] });
    const second = await openScriptedStreamServer(() => granted, await issue('other.example'));
    const more: StunAttribute[] =
      domain === undefined ? [] : [{ name: 'ALTERNATE-DOMAIN', value: domain }];
    const first = await openScriptedStreamServer(
      () => redirection(second.endpoint, ...more),
      await issue('turn.example.org'),
    );
    const client = connectingClient({
      transport: 'tls',
      server: first.endpoint,
      account,
      host: 'turn.example.org',
      trustedCertificates: [authority.cert],
    });
    running.push(client, first, second);
    expect(await client.allocate()).toMatchObject(expected);
    expect(client.result.tls?.subject).toBe('CN=other.example');
  });
});

describe('ClientRedirects', () => {
  const outside: Endpoint = { address: '192.0.2.1', port: 3478, family: 'IPv4' };
  const inside: Endpoint = { address: '127.0.0.1', port: 3478, family: 'IPv4' };
  const rejected = (alternateServer: Endpoint | null): Rejected => ({
    status: 'rejected',
    stunErrorCode: 300,
    name: 'Try Alternate',
    reason: '',
    alternateServer,
    alternateDomain: null,
  });

  it.each([
    ['nowhere', null],
    ['port 0', { ...outside, address: '192.0.2.2', port: 0 }],
    ['another address family', { address: '2001:db8::1', port: 3478, family: 'IPv6' }],
    ['the unspecified address', { ...outside, address: '0.0.0.0' }],
    ['a multicast address', { ...outside, address: '224.0.0.1' }],
    ['loopback from elsewhere', inside],
  ] as const)('does not follow to %s', (_what, to) => {
    const next = new ClientRedirects().next(rejected(to), outside);
    expect(next).toEqual({
      ok: false,
      failure: { status: 'misdirected', problem: 'unusable', to },
    });
  });

  it.each(['::', 'ff02::1', '::1', '::ffff:127.0.0.1'])('does not follow to %s', (address) => {
    const from = { address: '2001:db8::1', port: 3478, family: 'IPv6' } as const;
    const next = new ClientRedirects().next(rejected({ ...from, address }), from);
    expect(next).toMatchObject({ failure: { problem: 'unusable' } });
  });

  it('follows to another port of the same server, and on loopback to loopback', () => {
    const other = { ...outside, port: 3479 };
    expect(new ClientRedirects().next(rejected(other), outside)).toEqual({
      ok: true,
      value: other,
    });
    const moved = { ...inside, port: 3479 };
    expect(new ClientRedirects().next(rejected(moved), inside)).toEqual({ ok: true, value: moved });
  });
});
