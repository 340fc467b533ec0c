import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { attribute, newTransactionId, StunSocket } from '../../electron/stun/index.ts';
import { runAllocateTest } from '../../electron/turn/allocate-test.ts';
import type { TurnClient } from '../../electron/turn/client.ts';
import { openClient } from '../../electron/turn/testing/open-client.ts';
import { requirement } from '../requirements.ts';
import { startCoturn, type RunningCoturn } from './coturn.ts';

const { skip } = requirement('interop', ['turnserver']);
const account = { username: 'interop', credential: 'a credential' };
const nonceLifetimeSec = 1;

describe.skipIf(skip)('our clients with coturn', () => {
  let coturn: RunningCoturn;
  const clients: TurnClient[] = [];

  beforeAll(async () => {
    coturn = await startCoturn({
      ...account,
      realm: 'interop.example',
      extraArgs: ['--stale-nonce', `${nonceLifetimeSec}`],
    });
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  afterAll(() => coturn.stop());

  async function opened(credential = account.credential): Promise<TurnClient> {
    const client = await openClient(coturn.endpoint, { ...account, credential });
    clients.push(client);
    return client;
  }

  it('get their mapped address', async () => {
    const socket = await StunSocket.bind({ family: 'IPv4', connectTo: coturn.endpoint });
    if (!socket.ok) throw new Error(socket.message);
    const transactionId = newTransactionId();
    const outcome = await socket.value.request(
      { class: 'request', method: 'Binding', transactionId, attributes: [] },
      { to: coturn.endpoint },
    );
    const { localEndpoint } = socket.value;
    socket.value.close();
    if (outcome.status !== 'answered') throw new Error(outcome.status);
    expect(attribute(outcome.message, 'XOR-MAPPED-ADDRESS')).toEqual(localEndpoint);
  });

  it('allocate, refresh and release', async () => {
    const { result, failure } = await runAllocateTest(await opened());
    expect(failure).toBeNull();
    expect(result.steps.every(({ status }) => status === 'passed')).toBe(true);
    expect(result.relayedAddress?.address).toBe('127.0.0.1');
    expect(result.software).toContain('Coturn');
  });

  it('are refused with a wrong password', async () => {
    const { failure } = await runAllocateTest(await opened('wrong'));
    expect(failure).toMatchObject({ status: 'rejected', stunErrorCode: 401 });
  });

  it('renew a nonce that has expired', async () => {
    const client = await opened();
    await client.allocate();
    await delay((nonceLifetimeSec + 1) * 1000);
    expect(await client.refresh(600)).toEqual({ ok: true, value: 600 });
    expect(await client.refresh(0)).toEqual({ ok: true, value: 0 });
  });

  it('are told that a second allocation of a socket is a mismatch', async () => {
    const client = await opened();
    await client.allocate();
    expect(await client.allocate()).toMatchObject({ failure: { stunErrorCode: 437 } });
  });
});
