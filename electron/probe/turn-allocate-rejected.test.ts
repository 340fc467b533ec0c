import { afterEach, describe, expect, it } from 'vitest';
import { attribute, checkIntegrity, longTermKey, type StunAttribute } from '../stun/index.ts';
import { restCredentials, restExpiryMs } from '../turn/client-rest.ts';
import { openScriptedServer } from '../turn/testing/scripted-server.ts';
import type { ScriptedAnswer, ScriptedServer } from '../turn/testing/scripted-server.ts';
import { askForRelay, type RelayQuestion } from './testing/ask-for-relay.ts';

const account = { username: 'alice', credential: 'correct horse' };
const realm = 'scripted.example';
const dayMs = 24 * 3600 * 1000;
const host = '127.0.0.1';
const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

function ask(port: number, credentials: RelayQuestion['credentials'] = account) {
  return askForRelay({ transport: 'udp', host, port, credentials });
}

async function serve(...answers: readonly ScriptedAnswer[]): Promise<number> {
  const server = await openScriptedServer((_request, nth) => answers[nth] ?? null);
  running.push(server);
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

describe('what turn.allocate says of a refusal', () => {
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
    const port = await serve(challenge, signed(code, `${reason}\u001b[0m`));
    const outcome = await ask(port);
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
    const port = await serve(challenge, signed(code, 'Unauthorized'));
    const outcome = await ask(port);
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'rejected' },
      result: { credentialProblem: 'wrong', credentialExpiresAt: null },
    });
    expect(outcome.result?.steps.at(-1)).toMatchObject({ name: 'allocate', stunErrorCode: code });
  });

  it('tells that the time in a REST user name has run out', async () => {
    const port = await serve(challenge, { error: 401 });
    const credentials = { username: '1700000000:anna', credential: 'x' };
    const outcome = await ask(port, credentials);
    expect(outcome.result).toMatchObject({
      credentialProblem: 'expired',
      credentialExpiresAt: '2023-11-14T22:13:20.000Z',
    });
    expect(outcome.error?.message).toContain('2023-11-14 22:13');
  });

  it('tells that a REST user name is wrong although its time has not run out', async () => {
    const port = await serve(challenge, { error: 401 });
    const username = `${Math.round((Date.now() + dayMs) / 1000)}:anna`;
    const outcome = await ask(port, { username, credential: 'x' });
    expect(outcome.result?.credentialProblem).toBe('wrong');
  });

  it.each([
    ['clock', 'when the clock of the server is ahead', 2 * dayMs, 'the secret'],
    ['wrong', 'when the secret is another one', 0, 'another secret'],
  ] as const)('tells %s %s', async (problem, _when, aheadMs, credential) => {
    const server = await openRestServer('the secret', aheadMs);
    const credentials = { username: 'anna', credential, rest: {} };
    const outcome = await ask(server.endpoint.port, credentials);
    expect(outcome).toMatchObject({ status: 'failed', result: { credentialProblem: problem } });
    const inMs = Date.parse(outcome.result?.credentialExpiresAt ?? '') - Date.now();
    expect(Math.round(inMs / 60_000)).toBe(60);
  });

  it('signs in with a name and a password that it makes from a REST secret', async () => {
    const server = await openRestServer('the secret', 0);
    const credentials = { username: 'anna', credential: 'the secret', rest: { ttlSec: 120 } };
    const outcome = await ask(server.endpoint.port, credentials);
    expect(outcome).toMatchObject({ status: 'passed' });
    expect(JSON.stringify(outcome)).not.toMatch(/the secret|anna/);
  });
});
