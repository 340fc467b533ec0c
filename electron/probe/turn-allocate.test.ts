import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createSelfSigned,
  createTestAuthority,
  type TestAuthority,
  type TestCertificate,
} from '../stun/testing/test-certificates.ts';
import { startRelay } from '../turn/relay.ts';
import { openScriptedServer } from '../turn/testing/scripted-server.ts';
import type { ScriptedAnswer } from '../turn/testing/scripted-server.ts';
import { openScriptedStreamServer } from '../turn/testing/scripted-stream-server.ts';
import type { ScriptedStreamAnswer } from '../turn/testing/scripted-stream-server.ts';
import { askForRelay, type RelayQuestion } from './testing/ask-for-relay.ts';

const account = { username: 'alice', credential: 'correct horse' };
const dayMs = 24 * 3600 * 1000;
const host = 'localhost';
const running: { close(): Promise<void> | void }[] = [];
let authority: TestAuthority;
let certificate: TestCertificate;

beforeAll(async () => {
  authority = await createTestAuthority();
  certificate = await authority.issue({ names: [host, '127.0.0.1'] });
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

type Transport = 'udp' | 'tcp' | 'tls';

function ask(
  transport: Transport,
  port: number,
  more: Partial<RelayQuestion> = {},
): ReturnType<typeof askForRelay> {
  const trustedCertificates = [authority.cert];
  return askForRelay({ transport, host, port, credentials: account, trustedCertificates, ...more });
}

async function serve(
  transport: Transport,
  answers: readonly ScriptedStreamAnswer[],
  tls: TestCertificate = certificate,
): Promise<number> {
  const answer = (_request: unknown, nth: number) => answers[nth] ?? null;
  const server =
    transport === 'udp'
      ? await openScriptedServer(answer as () => ScriptedAnswer)
      : await openScriptedStreamServer(answer, transport === 'tls' ? tls : undefined);
  running.push(server);
  return server.endpoint.port;
}

async function deadPort(): Promise<number> {
  const server = await openScriptedStreamServer(() => null);
  await server.close();
  return server.endpoint.port;
}

describe('the probe turn.allocate', () => {
  it.each(['udp', 'tcp'] as const)('passes on a relay by %s', async (transport) => {
    const relay = await startRelay();
    if (!relay.ok) throw new Error(relay.message);
    running.push(relay.value);
    const { username, credential, endpoint } = relay.value;
    const credentials = { username, credential };
    const outcome = await ask(transport, endpoint.port, { credentials });
    expect(outcome).toMatchObject({ status: 'passed', error: null });
    const connect = transport === 'tcp' ? ['connect'] : [];
    const names = outcome.result?.steps.map(({ name }) => name);
    expect(names).toEqual(['resolve', ...connect, 'challenge', 'allocate', 'refresh', 'release']);
    expect(outcome.result?.steps.every(({ status }) => status === 'passed')).toBe(true);
  });

  it('is skipped without a credential', async () => {
    const outcome = await ask('udp', 9, { credentials: null });
    expect(outcome).toMatchObject({ status: 'skipped', error: { code: 'not-supported' } });
  });

  it('says that a name is not known', async () => {
    const outcome = await ask('udp', 9, { host: 'nowhere.invalid' });
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'name-not-found' },
      result: { steps: [{ name: 'resolve', status: 'failed', reason: expect.any(String) }] },
    });
  });

  it.each(['udp', 'tcp', 'tls'] as const)('tells silence by %s', async (transport) => {
    const outcome = await ask(transport, await serve(transport, []));
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'timeout' } });
    expect(outcome.result?.steps.at(-1)).toMatchObject({ name: 'challenge', status: 'failed' });
  });

  it.each([
    ['tcp', 'connect'],
    ['tls', 'connect'],
    ...(process.platform === 'win32' ? [] : ([['udp', 'challenge']] as const)),
  ] as const)('tells a refusal by %s', async (transport, name) => {
    const outcome = await ask(transport, await deadPort());
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'refused' } });
    const last = { name, status: 'failed', reason: 'ECONNREFUSED' };
    expect(outcome.result?.steps.at(-1)).toMatchObject(last);
  });

  it('tells that there is no way', async () => {
    const outcome = await ask('tcp', 9, { localAddress: '192.0.2.1' });
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'unreachable' } });
    const last = { name: 'connect', reason: 'EADDRNOTAVAIL' };
    expect(outcome.result?.steps.at(-1)).toMatchObject(last);
  });

  it.each(['tcp', 'tls'] as const)(
    'tells that the connection was ended, by %s',
    async (transport) => {
      const outcome = await ask(transport, await serve(transport, ['end']));
      expect(outcome).toMatchObject({ status: 'failed', error: { code: 'closed' } });
      expect(outcome.result?.steps.at(-1)).toMatchObject({ name: 'challenge', reason: 'FIN' });
    },
  );

  it('tells that the port speaks another protocol', async () => {
    const port = await serve('tcp', [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    const outcome = await ask('tcp', port);
    expect(outcome).toMatchObject({ error: { code: 'malformed' } });
    expect(outcome.result?.steps.at(-1)?.reason).toContain('stream');
  });

  it.each([
    ['name-mismatch', () => authority.issue({ names: ['other.example'] })],
    ['self-signed', () => createSelfSigned({ names: [host] })],
    [
      'unknown-issuer',
      async () => (await createTestAuthority('Stranger')).issue({ names: [host] }),
    ],
    [
      'expired',
      () =>
        authority.issue({
          names: [host],
          validFrom: new Date(Date.now() - 2 * dayMs),
          validTo: new Date(Date.now() - dayMs),
        }),
    ],
    [
      'not-yet-valid',
      () => authority.issue({ names: [host], validFrom: new Date(Date.now() + dayMs) }),
    ],
  ] as const)('tells that the certificate has the problem %s', async (problem, issue) => {
    const outcome = await ask('tls', await serve('tls', [], await issue()));
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'untrusted' },
      result: { tls: { problem } },
    });
    expect(outcome.result?.steps.at(-1)).toMatchObject({ name: 'tls', status: 'failed' });
    expect(outcome.error?.message).toContain('127.0.0.1');
  });

  it('tells a server that speaks no TLS', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    running.push({ close: () => void server.close() });
    const outcome = await ask('tls', (server.address() as net.AddressInfo).port);
    expect(outcome).toMatchObject({
      error: { code: 'untrusted' },
      result: { tls: { problem: 'protocol', subject: '', validTo: '' } },
    });
  });

  it('tells that one server after another sends it on', async () => {
    const server = await openScriptedServer((): ScriptedAnswer => ({
      error: 300,
      attributes: [{ name: 'ALTERNATE-SERVER', value: server.endpoint }],
    }));
    running.push(server);
    const outcome = await ask('udp', server.endpoint.port);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'rejected' } });
    const last = { name: 'redirect', stunErrorCode: 300, reason: 'loop' };
    expect(outcome.result?.steps.at(-1)).toMatchObject(last);
  });

  it('stops at once when it is cancelled', async () => {
    const port = await serve('tcp', []);
    const stop = new AbortController();
    const stopped = ask('tcp', port, { signal: stop.signal });
    stop.abort();
    expect(await stopped).toMatchObject({ status: 'failed', error: expect.anything() });
  });
});
