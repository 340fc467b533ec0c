import { networkInterfaces } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestAuthority,
  type TestAuthority,
} from '../../electron/stun/testing/test-certificates.ts';
import { runAllocateTest } from '../../electron/turn/allocate-test.ts';
import type { TurnClient } from '../../electron/turn/client.ts';
import { restCredentials } from '../../electron/turn/client-rest.ts';
import { openEchoPeer } from '../../electron/turn/echo-peer.ts';
import {
  connectingClient,
  type ConnectingClientOptions,
} from '../../electron/turn/testing/open-client.ts';
import { isRequired, requirement } from '../requirements.ts';
import { startCoturn, type RunningCoturn } from './coturn.ts';

const { skip } = requirement('interop', ['turnserver']);
const ipv6 = hasIpv6Loopback();
const account = { username: 'interop', credential: 'a credential' };
const realm = 'interop.example';
const restSecret = 'the secret of both';
const families = ipv6 ? (['IPv4', 'IPv6'] as const) : (['IPv4'] as const);
const ways = families.flatMap((family) =>
  (['udp', 'tcp', 'tls'] as const).map((transport) => ({ transport, family })),
);

function hasIpv6Loopback(): boolean {
  const addresses = Object.values(networkInterfaces()).flat();
  if (addresses.some((one) => one?.address === '::1')) return true;
  const missing = 'interop: this computer has no ::1: enable IPv6 on its loopback interface';
  if (isRequired('interop')) throw new Error(missing);
  console.log(`skipped by IPv6, ${missing}`);
  return false;
}

describe.skipIf(skip).each([
  ['an account', { ...account }, () => account],
  [
    'a REST secret',
    { restSecret },
    () => restCredentials({ secret: restSecret, name: 'anna', expiresAtMs: Date.now() + 60_000 }),
  ],
] as const)('our client with coturn and %s', (_what, options, credentials) => {
  let authority: TestAuthority;
  let coturn: RunningCoturn;
  const open: { close: () => void }[] = [];

  beforeAll(async () => {
    authority = await createTestAuthority();
    const certificate = await authority.issue({ names: ['127.0.0.1', '::1'] });
    coturn = await startCoturn({ ...options, realm, ipv6, certificate });
  });
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });
  afterAll(() => coturn.stop());

  function opened(
    { transport, family }: (typeof ways)[number],
    more: Partial<ConnectingClientOptions> = {},
  ): TurnClient {
    const client = connectingClient({
      transport,
      server: coturn.at(transport, family),
      account: credentials(),
      trustedCertificates: [authority.cert],
      ...more,
    });
    open.push(client);
    return client;
  }

  it.each(ways)('allocates, refreshes and releases by $transport over $family', async (way) => {
    const { result, failure } = await runAllocateTest(opened(way));
    expect(failure).toBeNull();
    expect(result.steps.every(({ status }) => status === 'passed')).toBe(true);
    expect(result).toMatchObject({
      realm,
      passwordAlgorithm: 'MD5',
      serverAddress: coturn.at(way.transport, way.family),
      software: expect.stringContaining('Coturn'),
    });
    expect(result.localAddress).toEqual(result.mappedAddress);
    const tls = { problem: 'none', alpn: 'stun.turn', issuer: 'CN=Callpath test authority' };
    if (way.transport === 'tls') expect(result.tls).toMatchObject(tls);
    else expect(result.tls).toBeNull();
  });

  it.each(ways)('relays by $transport over $family to a peer of either family', async (way) => {
    for (const family of families) {
      const peer = await openEchoPeer(family);
      open.push({ close: () => void peer.close() });
      const client = opened(way, { relayedFamily: family });
      const received: string[] = [];
      client.onData(({ data, via }) => received.push(`${data.toString()} ${via}`));
      expect(await client.allocate()).toMatchObject({
        ok: true,
        value: { relayedAddress: { family } },
      });
      expect(await client.createPermission(peer.endpoint)).toMatchObject({ ok: true });
      client.send(peer.endpoint, Buffer.from('first'));
      await expect.poll(() => received).toEqual(['first indication']);
      expect(await client.bindChannel(peer.endpoint)).toMatchObject({ ok: true });
      client.send(peer.endpoint, Buffer.from('second'));
      await expect.poll(() => received).toEqual(['first indication', 'second channel']);
      expect(await client.refresh(0)).toEqual({ ok: true, value: 0 });
    }
  });
});
