import { afterEach, describe, expect, it } from 'vitest';
import { attribute, longTermKey, withNonceCookie, type StunAttribute } from '../stun/index.ts';
import type { TurnClient } from './client.ts';
import { startRelay, type RunningRelay } from './relay.ts';
import { openEchoPeer } from './echo-peer.ts';
import { openClient } from './testing/open-client.ts';
import { openScriptedServer, type ScriptedAnswer } from './testing/scripted-server.ts';
import type { ScriptedServer } from './testing/scripted-server.ts';

const account = { username: 'alice', credential: 'correct horse' };
const realm = 'scripted.example';
const plainNonce: StunAttribute = { name: 'NONCE', value: 'plain' };
const base = { username: account.username, realm, password: account.credential };
const relayed: StunAttribute = {
  name: 'XOR-RELAYED-ADDRESS',
  value: { address: '127.0.0.1', port: 50_000, family: 'IPv4' },
};
const sha256 = { algorithm: 2, parameters: Buffer.alloc(0) };
const md5 = { algorithm: 1, parameters: Buffer.alloc(0) };
const noParameters = Buffer.alloc(0);

const running: { close(): Promise<void> | void }[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

function challenge(error: 401 | 438, ...more: StunAttribute[]): ScriptedAnswer {
  return { error, attributes: [{ name: 'REALM', value: realm }, ...more] };
}

/** Signs like a server of RFC 5389. */
function signed(attributes: StunAttribute[], error?: number): ScriptedAnswer {
  const sign = { integrity: longTermKey(base) };
  return error === undefined ? { attributes, sign } : { error, attributes, sign };
}

/** A client and a server that answers its requests in this order, and with silence after that. */
async function scripted(
  ...answers: ScriptedAnswer[]
): Promise<{ client: TurnClient; server: ScriptedServer }> {
  const server = await openScriptedServer((_request, nth) => answers[nth] ?? null);
  const client = await openClient(server.endpoint, account);
  running.push(client, server);
  return { client, server };
}

async function started(): Promise<RunningRelay> {
  const outcome = await startRelay();
  if (!outcome.ok) throw new Error(outcome.message);
  running.push(outcome.value);
  return outcome.value;
}

describe('against the embedded relay', () => {
  it('takes every step', async () => {
    const relay = await started();
    const client = await openClient(relay.endpoint, relay);
    const peer = await openEchoPeer();
    running.push(client, peer);
    const received: [string, string][] = [];
    client.onData(({ data, via }) => received.push([data.toString(), via]));
    await client.allocate();
    await client.createPermission(peer.endpoint);
    client.send(peer.endpoint, Buffer.from('first'));
    await expect.poll(() => received).toEqual([['first', 'indication']]);
    await client.bindChannel(peer.endpoint);
    client.send(peer.endpoint, Buffer.from('second'));
    await expect.poll(() => received.at(-1)).toEqual(['second', 'channel']);
    expect(await client.refresh(1200)).toEqual({ ok: true, value: 1200 });
    expect(await client.refresh(0)).toEqual({ ok: true, value: 0 });
    const passed = { status: 'passed', stunErrorCode: null };
    expect(client.steps).toMatchObject(
      ['challenge', 'allocate', 'permission', 'channel', 'refresh', 'release'].map((name) => ({
        name,
        ...passed,
      })),
    );
    expect(client.result).toMatchObject({
      relayedAddress: { address: '127.0.0.1', family: 'IPv4' },
      mappedAddress: { address: '127.0.0.1', family: 'IPv4' },
      lifetimeSec: 600,
      software: 'Callpath relay',
      tls: null,
    });
  });

  it('is refused with a wrong password', async () => {
    const relay = await started();
    const client = await openClient(relay.endpoint, { ...relay, credential: 'wrong' });
    running.push(client);
    expect(await client.allocate()).toMatchObject({
      ok: false,
      failure: { status: 'rejected', stunErrorCode: 401, name: 'Unauthenticated' },
    });
    expect(client.steps).toMatchObject([
      { name: 'challenge', status: 'passed' },
      { name: 'allocate', status: 'failed', stunErrorCode: 401 },
    ]);
  });

  it('is refused a peer outside loopback', async () => {
    const relay = await started();
    const client = await openClient(relay.endpoint, relay);
    running.push(client);
    await client.allocate();
    const peer = { address: '192.0.2.1', port: 9, family: 'IPv4' } as const;
    const refused = { ok: false, failure: { stunErrorCode: 403, name: 'Forbidden' } };
    expect(await client.createPermission(peer)).toMatchObject(refused);
    expect(await client.bindChannel(peer)).toMatchObject(refused);
  });

  it('binds another channel for each peer', async () => {
    const relay = await started();
    const client = await openClient(relay.endpoint, relay);
    running.push(client);
    await client.allocate();
    const peers = [7000, 7001].map(
      (port) => ({ address: '127.0.0.1', port, family: 'IPv4' }) as const,
    );
    for (const peer of [...peers, ...peers]) {
      expect((await client.bindChannel(peer)).ok).toBe(true);
    }
  });

  it('takes a release of what is already gone for done', async () => {
    const relay = await started();
    const client = await openClient(relay.endpoint, relay);
    running.push(client);
    await client.allocate();
    await client.refresh(0);
    expect(await client.refresh(0)).toEqual({ ok: true, value: 0 });
    expect(await client.refresh(600)).toMatchObject({ failure: { stunErrorCode: 437 } });
  });
});

describe('with an RFC 5389 server', () => {
  it('signs with SHA-1 and the MD5 key', async () => {
    const { client, server } = await scripted(challenge(401, plainNonce), signed([relayed]));
    expect(await client.allocate()).toMatchObject({ ok: true, value: { mappedAddress: null } });
    const request = server.requests[1];
    expect(request && attribute(request, 'MESSAGE-INTEGRITY')).toBeDefined();
    expect(request && attribute(request, 'MESSAGE-INTEGRITY-SHA256')).toBeUndefined();
    expect(request && attribute(request, 'USERNAME')).toBe('alice');
  });

  it('renews a stale nonce and goes on', async () => {
    const fresh: StunAttribute = { name: 'NONCE', value: 'fresh' };
    const { client, server } = await scripted(
      challenge(401, plainNonce),
      challenge(438, fresh),
      signed([relayed]),
    );
    expect((await client.allocate()).ok).toBe(true);
    const nonces = server.requests.map((request) => attribute(request, 'NONCE'));
    expect(nonces).toEqual([undefined, 'plain', 'fresh']);
    expect(client.steps).toMatchObject([{ status: 'passed' }, { status: 'passed' }]);
  });

  it('gives up on a server whose nonces are always stale', async () => {
    const stale = challenge(438, plainNonce);
    const { client } = await scripted(
      challenge(401, plainNonce),
      ...Array<ScriptedAnswer>(9).fill(stale),
    );
    expect(await client.allocate()).toMatchObject({ failure: { stunErrorCode: 438 } });
  });

  it('does not believe a success that is not signed', async () => {
    const { client } = await scripted(challenge(401, plainNonce), { attributes: [relayed] });
    expect(await client.allocate()).toMatchObject({ ok: false, failure: { status: 'timeout' } });
  });

  it.each([
    [300, 'Try Alternate'],
    [486, 'Allocation Quota Reached'],
    [508, 'Insufficient Capacity'],
    [599, 'scripted'],
  ])('reports the error %d by its name', async (code, name) => {
    const { client } = await scripted(challenge(401, plainNonce), signed([], code));
    expect(await client.allocate()).toMatchObject({
      failure: { status: 'rejected', stunErrorCode: code, name },
    });
    expect(client.steps.at(-1)).toMatchObject({ status: 'failed', stunErrorCode: code });
  });

  it('reports where a redirection points', async () => {
    const value = { address: '192.0.2.7', port: 3478, family: 'IPv4' } as const;
    const { client } = await scripted({
      error: 300,
      attributes: [{ name: 'ALTERNATE-SERVER', value }],
    });
    expect(await client.allocate()).toMatchObject({ failure: { alternateServer: value } });
  });

  it('says what is missing in an answer', async () => {
    const { client } = await scripted(challenge(401, plainNonce), signed([]));
    expect(await client.allocate()).toMatchObject({
      failure: { status: 'malformed', error: { place: 'attribute XOR-RELAYED-ADDRESS' } },
    });
  });

  it('says what is missing in a challenge', async () => {
    const { client } = await scripted(challenge(401));
    expect(await client.allocate()).toMatchObject({
      failure: { status: 'malformed', error: { place: 'challenge' } },
    });
  });
});

it('needs no credentials where the server asks for none', async () => {
  const { client } = await scripted({ attributes: [relayed] });
  expect((await client.allocate()).ok).toBe(true);
});

describe('with an RFC 8489 server', () => {
  const features = { passwordAlgorithms: true, usernameAnonymity: false };
  const nonce: StunAttribute = { name: 'NONCE', value: withNonceCookie('x', features) };
  const offers = (...value: (typeof sha256)[]): StunAttribute => ({
    name: 'PASSWORD-ALGORITHMS',
    value,
  });

  it.each([
    [[sha256, md5], 2],
    [[md5, sha256], 1],
    [[{ algorithm: 77, parameters: noParameters }, sha256], 2],
  ])('takes the first algorithm that it knows of %o', async (list, chosen) => {
    const { client, server } = await scripted(challenge(401, nonce, offers(...list)), null);
    void client.allocate();
    await expect.poll(() => server.requests.length).toBe(2);
    const request = server.requests[1];
    expect(request && attribute(request, 'PASSWORD-ALGORITHM')?.algorithm).toBe(chosen);
    expect(request && attribute(request, 'PASSWORD-ALGORITHMS')).toEqual(list);
    expect(request && attribute(request, 'MESSAGE-INTEGRITY-SHA256')).toBeDefined();
    expect(request && attribute(request, 'MESSAGE-INTEGRITY')).toBeUndefined();
  });

  it('stops where somebody took the algorithms out', async () => {
    const { client, server } = await scripted(challenge(401, nonce), signed([relayed]));
    expect(await client.allocate()).toMatchObject({
      failure: { status: 'malformed', error: { place: 'challenge' } },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('stops where it knows none of the algorithms', async () => {
    const unknown = offers({ algorithm: 77, parameters: noParameters });
    const { client, server } = await scripted(challenge(401, nonce, unknown));
    expect(await client.allocate()).toMatchObject({ failure: { status: 'malformed' } });
    expect(server.requests).toHaveLength(1);
  });
});

it('reports a port where nothing listens as refused', async () => {
  const server = await openScriptedServer(() => null);
  await server.close();
  const client = await openClient(server.endpoint, account);
  running.push(client);
  const result = await client.allocate();
  // Windows tells nobody of it.
  const status = process.platform === 'win32' ? 'timeout' : 'refused';
  expect(result).toMatchObject({ ok: false, failure: { status } });
});

it('ends at once when it is cancelled', async () => {
  const server = await openScriptedServer(() => null);
  const controller = new AbortController();
  const client = await openClient(server.endpoint, account, controller.signal);
  running.push(client, server);
  const allocation = client.allocate();
  controller.abort();
  expect(await allocation).toMatchObject({ failure: { status: 'cancelled' } });
  expect(client.steps).toMatchObject([{ name: 'challenge', status: 'failed' }]);
});
