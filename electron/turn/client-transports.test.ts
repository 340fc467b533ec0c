import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestAuthority, type TestAuthority } from '../stun/testing/test-certificates.ts';
import type { StunAttribute } from '../stun/index.ts';
import { openEchoPeer } from './echo-peer.ts';
import { startRelay } from './relay.ts';
import { connectingClient } from './testing/open-client.ts';
import { openScriptedStreamServer } from './testing/scripted-stream-server.ts';
import type { ScriptedStreamAnswer } from './testing/scripted-stream-server.ts';

const account = { username: 'alice', credential: 'correct horse' };
const relayed: StunAttribute = {
  name: 'XOR-RELAYED-ADDRESS',
  value: { address: '127.0.0.1', port: 50_000, family: 'IPv4' },
};
const running: { close(): Promise<void> | void }[] = [];
let authority: TestAuthority;

beforeAll(async () => {
  authority = await createTestAuthority();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

async function scripted(kind: 'tcp' | 'tls', answers: ScriptedStreamAnswer[]) {
  const certificate = await authority.issue({ names: ['127.0.0.1'] });
  const server = await openScriptedStreamServer(
    (_request, nth) => answers[nth] ?? null,
    kind === 'tls' ? certificate : undefined,
  );
  const client = connectingClient({
    transport: kind,
    server: server.endpoint,
    account,
    trustedCertificates: [authority.cert],
  });
  running.push(client, server);
  return { client, server };
}

it.each(['udp', 'tcp'] as const)(
  'takes every step on the embedded relay by %s',
  async (transport) => {
    const relay = await startRelay();
    if (!relay.ok) throw new Error(relay.message);
    const peer = await openEchoPeer();
    const { endpoint: server } = relay.value;
    const client = connectingClient({ transport, server, account: relay.value });
    running.push(client, peer, relay.value);
    const received: [string, string][] = [];
    client.onData(({ data, via }) => received.push([data.toString(), via]));
    expect(await client.allocate()).toMatchObject({ ok: true });
    await client.createPermission(peer.endpoint);
    client.send(peer.endpoint, Buffer.from('by indication'));
    await expect.poll(() => received).toEqual([['by indication', 'indication']]);
    await client.bindChannel(peer.endpoint);
    // Lengths that need one, two, three and no bytes of padding on a stream.
    const texts = ['abc', 'ab', 'a', 'abcd', ''];
    for (const text of texts) client.send(peer.endpoint, Buffer.from(text));
    const byChannel = () => received.slice(1).map(([text]) => text);
    await expect.poll(byChannel).toHaveLength(texts.length);
    expect(byChannel().sort()).toEqual([...texts].sort());
    expect(await client.refresh(600)).toEqual({ ok: true, value: 600 });
    expect(await client.refresh(0)).toEqual({ ok: true, value: 0 });
    expect(client.result).toMatchObject({
      serverAddress: server,
      localAddress: { address: '127.0.0.1', port: client.result.mappedAddress?.port },
      realm: 'callpath.local',
      passwordAlgorithm: 'SHA-256',
      credentialExpiresAt: null,
      tls: null,
    });
    const names = client.steps.map(({ name }) => name);
    const steps = ['challenge', 'allocate', 'permission', 'channel', 'refresh', 'release'];
    expect(names).toEqual(transport === 'tcp' ? ['connect', ...steps] : steps);
  },
);

describe('over TLS', () => {
  it('shows the handshake among its steps and its result', async () => {
    const { client } = await scripted('tls', [{ attributes: [relayed] }]);
    expect(await client.allocate()).toMatchObject({ ok: true });
    expect(client.steps.map(({ name, status }) => [name, status])).toEqual([
      ['connect', 'passed'],
      ['tls', 'passed'],
      ['challenge', 'passed'],
      ['allocate', 'passed'],
    ]);
    expect(client.result.tls).toMatchObject({ problem: 'none', names: ['127.0.0.1'] });
  });

  it('asks nothing of a server whose certificate is not to be trusted', async () => {
    const certificate = await authority.issue({ names: ['other.example'] });
    const server = await openScriptedStreamServer(() => null, certificate);
    const client = connectingClient({
      transport: 'tls',
      server: server.endpoint,
      account,
      host: 'turn.example.org',
      trustedCertificates: [authority.cert],
    });
    running.push(client, server);
    expect(await client.allocate()).toMatchObject({
      ok: false,
      failure: { status: 'untrusted', problem: 'name-mismatch' },
    });
    expect(client.steps.at(-1)).toMatchObject({
      name: 'tls',
      status: 'failed',
      stunErrorCode: null,
      reason: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(client.result.tls).toMatchObject({ problem: 'name-mismatch', names: ['other.example'] });
    expect(server.requests).toEqual([]);
  });
});

describe.each(['tcp', 'tls'] as const)('over %s', (kind) => {
  it.each([
    ['end', 'closed', 'FIN'],
    ['reset', 'closed', 'ECONNRESET'],
    [Buffer.from('SSH-2.0-OpenSSH_9.7\r\n'), 'malformed', expect.stringContaining('stream')],
  ] as const)('tells that the server answers with %o', async (answer, status, reason) => {
    const { client } = await scripted(kind, [answer]);
    expect(await client.allocate()).toMatchObject({ ok: false, failure: { status } });
    expect(client.steps.at(-1)).toMatchObject({ name: 'challenge', status: 'failed', reason });
  });
});
