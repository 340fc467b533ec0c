import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { attribute, checkIntegrity, longTermKey, type StunAttribute } from '../stun/index.ts';
import {
  createSelfSigned,
  createTestAuthority,
  type TestAuthority,
  type TestCertificate,
} from '../stun/testing/test-certificates.ts';
import { startRelay } from '../turn/relay.ts';
import { restCredentials, restExpiryMs } from '../turn/client-rest.ts';
import { openScriptedServer } from '../turn/testing/scripted-server.ts';
import type { ScriptedAnswer, ScriptedServer } from '../turn/testing/scripted-server.ts';
import { openScriptedStreamServer } from '../turn/testing/scripted-stream-server.ts';
import type { ScriptedStreamAnswer } from '../turn/testing/scripted-stream-server.ts';
import type { ProbeSpec } from './probe.ts';
import { runTurnAllocate } from './turn-allocate.ts';

const account = { username: 'alice', credential: 'correct horse' };
const realm = 'scripted.example';
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

function specFor(transport: Transport, port: number, more: Partial<ProbeSpec> = {}): ProbeSpec {
  const scheme = transport === 'tls' ? 'turns' : 'turn';
  return {
    id: `turn.allocate/${transport}4/${host}:${port}`,
    kind: 'turn.allocate',
    target: `${scheme}:${host}:${port}`,
    transport,
    family: 'IPv4',
    deadlineMs: 8000,
    server: { scheme, host, port, transport },
    credentials: account,
    localAddress: null,
    trustedCertificates: [authority.cert],
    ...more,
  };
}

function run(spec: ProbeSpec, signal = new AbortController().signal) {
  const context = { signal, t: createTranslate('en') };
  return runTurnAllocate(spec, context as Parameters<typeof runTurnAllocate>[1]);
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

const challenge: ScriptedAnswer = {
  error: 401,
  reason: 'Unauthorized',
  attributes: [
    { name: 'REALM', value: realm },
    { name: 'NONCE', value: 'plain' },
  ],
};

const relayed: StunAttribute = {
  name: 'XOR-RELAYED-ADDRESS',
  value: { address: '127.0.0.1', port: 50_000, family: 'IPv4' },
};

function signed(error: number, reason: string, ...attributes: StunAttribute[]): ScriptedAnswer {
  const key = longTermKey({ username: 'alice', realm, password: account.credential });
  return { error, reason, attributes, sign: { integrity: key } };
}

/** A server of the TURN REST API whose clock is ahead of this computer's. */
async function openRestServer(secret: string, aheadMs: number): Promise<ScriptedServer> {
  const server = await openScriptedServer((request) => {
    const username = attribute(request, 'USERNAME');
    const expiryMs = restExpiryMs(username ?? '', Date.now());
    if (username === undefined || expiryMs === null) return challenge;
    const { credential } = restCredentials({ secret, name: 'anna', expiresAtMs: expiryMs });
    const key = longTermKey({ username, realm, password: credential });
    const isGood = expiryMs > Date.now() + aheadMs && checkIntegrity(request, key) === 'valid';
    return isGood ? { attributes: [relayed], sign: { integrity: key } } : challenge;
  });
  running.push(server);
  return server;
}

describe('the probe turn.allocate', () => {
  it.each(['udp', 'tcp'] as const)('passes on a relay by %s', async (transport) => {
    const relay = await startRelay();
    if (!relay.ok) throw new Error(relay.message);
    running.push(relay.value);
    const { username, credential, endpoint } = relay.value;
    const credentials = { username, credential };
    const outcome = await run(specFor(transport, endpoint.port, { credentials }));
    expect(outcome).toMatchObject({ status: 'passed', error: null });
    const connect = transport === 'tcp' ? ['connect'] : [];
    const names = outcome.result?.steps.map(({ name }) => name);
    expect(names).toEqual(['resolve', ...connect, 'challenge', 'allocate', 'refresh', 'release']);
    expect(outcome.result?.steps.every(({ status }) => status === 'passed')).toBe(true);
  });

  it('is skipped without a credential', async () => {
    const outcome = await run(specFor('udp', 9, { credentials: null }));
    expect(outcome).toMatchObject({ status: 'skipped', error: { code: 'not-supported' } });
  });

  it('says that a name is not known', async () => {
    const server = { scheme: 'turn', host: 'nowhere.invalid', port: 9, transport: 'udp' } as const;
    const outcome = await run(specFor('udp', 9, { server }));
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'name-not-found' },
      result: { steps: [{ name: 'resolve', status: 'failed', reason: expect.any(String) }] },
    });
  });

  it.each(['udp', 'tcp', 'tls'] as const)('tells silence by %s', async (transport) => {
    const outcome = await run(specFor(transport, await serve(transport, [])));
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'timeout' } });
    expect(outcome.result?.steps.at(-1)).toMatchObject({ name: 'challenge', status: 'failed' });
  });

  it.each([
    ['tcp', 'connect'],
    ['tls', 'connect'],
    ...(process.platform === 'win32' ? [] : ([['udp', 'challenge']] as const)),
  ] as const)('tells a refusal by %s', async (transport, name) => {
    const outcome = await run(specFor(transport, await deadPort()));
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'refused' } });
    const last = { name, status: 'failed', reason: 'ECONNREFUSED' };
    expect(outcome.result?.steps.at(-1)).toMatchObject(last);
  });

  it('tells that there is no way', async () => {
    const outcome = await run(specFor('tcp', 9, { localAddress: '192.0.2.1' }));
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'unreachable' } });
    const last = { name: 'connect', reason: 'EADDRNOTAVAIL' };
    expect(outcome.result?.steps.at(-1)).toMatchObject(last);
  });

  it.each(['tcp', 'tls'] as const)(
    'tells that the connection was ended, by %s',
    async (transport) => {
      const outcome = await run(specFor(transport, await serve(transport, ['end'])));
      expect(outcome).toMatchObject({ status: 'failed', error: { code: 'closed' } });
      expect(outcome.result?.steps.at(-1)).toMatchObject({ name: 'challenge', reason: 'FIN' });
    },
  );

  it('tells that the port speaks another protocol', async () => {
    const port = await serve('tcp', [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    const outcome = await run(specFor('tcp', port));
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
    const outcome = await run(specFor('tls', await serve('tls', [], await issue())));
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
    const outcome = await run(specFor('tls', (server.address() as net.AddressInfo).port));
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
    const outcome = await run(specFor('udp', server.endpoint.port));
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'rejected' } });
    const last = { name: 'redirect', stunErrorCode: 300, reason: 'loop' };
    expect(outcome.result?.steps.at(-1)).toMatchObject(last);
  });

  it.each([
    [400, 'Bad Request'],
    [403, 'Forbidden'],
    [437, 'Allocation Mismatch'],
    [440, 'Address Family not Supported'],
    [442, 'Unsupported Transport Protocol'],
    [486, 'Allocation Quota Reached'],
    [500, 'Server Error'],
    [508, 'Insufficient Capacity'],
  ])('tells the error %d with the words of the server', async (code, reason) => {
    const port = await serve('udp', [challenge, signed(code, `${reason}\u001b[0m`)]);
    const outcome = await run(specFor('udp', port));
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'rejected', message: `The server said ${code} ${reason}.` },
      result: { credentialProblem: null },
    });
    expect(outcome.result?.steps.at(-1)).toMatchObject({
      name: 'allocate',
      stunErrorCode: code,
      reason: `${reason} [0m`,
    });
  });

  it.each([401, 441])('tells that name or password is wrong by %d', async (code) => {
    const port = await serve('udp', [challenge, signed(code, 'Unauthorized')]);
    const outcome = await run(specFor('udp', port));
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'rejected' },
      result: { credentialProblem: 'wrong', credentialExpiresAt: null },
    });
    expect(outcome.result?.steps.at(-1)).toMatchObject({ name: 'allocate', stunErrorCode: code });
  });

  it('tells that the time in a REST user name has run out', async () => {
    const port = await serve('udp', [challenge, { error: 401 }]);
    const credentials = { username: '1700000000:anna', credential: 'x' };
    const outcome = await run(specFor('udp', port, { credentials }));
    expect(outcome.result).toMatchObject({
      credentialProblem: 'expired',
      credentialExpiresAt: '2023-11-14T22:13:20.000Z',
    });
    expect(outcome.error?.message).toContain('2023-11-14 22:13');
  });

  it('tells that a REST user name is wrong although its time has not run out', async () => {
    const port = await serve('udp', [challenge, { error: 401 }]);
    const username = `${Math.round((Date.now() + dayMs) / 1000)}:anna`;
    const outcome = await run(specFor('udp', port, { credentials: { username, credential: 'x' } }));
    expect(outcome.result?.credentialProblem).toBe('wrong');
  });

  it.each([
    ['clock', 'when the clock of the server is ahead', 2 * dayMs, 'the secret'],
    ['wrong', 'when the secret is another one', 0, 'another secret'],
  ] as const)('tells %s %s', async (problem, _when, aheadMs, credential) => {
    const server = await openRestServer('the secret', aheadMs);
    const credentials = { username: 'anna', credential, rest: {} };
    const outcome = await run(specFor('udp', server.endpoint.port, { credentials }));
    expect(outcome).toMatchObject({ status: 'failed', result: { credentialProblem: problem } });
    const inMs = Date.parse(outcome.result?.credentialExpiresAt ?? '') - Date.now();
    expect(Math.round(inMs / 60_000)).toBe(60);
  });

  it('signs in with a name and a password that it makes from a REST secret', async () => {
    const server = await openRestServer('the secret', 0);
    const credentials = { username: 'anna', credential: 'the secret', rest: { ttlSec: 120 } };
    const outcome = await run(specFor('udp', server.endpoint.port, { credentials }));
    expect(outcome).toMatchObject({ status: 'passed' });
    expect(JSON.stringify(outcome)).not.toMatch(/the secret|anna/);
  });

  it('stops at once when it is cancelled', async () => {
    const port = await serve('tcp', []);
    const stop = new AbortController();
    const stopped = run(specFor('tcp', port), stop.signal);
    stop.abort();
    expect(await stopped).toMatchObject({ status: 'failed', error: expect.anything() });
  });
});
