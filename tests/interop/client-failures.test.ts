import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ServerTransport } from '../../shared/uri.ts';
import type { ProbeSpec } from '../../electron/probe/probe.ts';
import { askForRelay } from '../../electron/probe/testing/ask-for-relay.ts';
import {
  createSelfSigned,
  createTestAuthority,
  type TestAuthority,
} from '../../electron/stun/testing/test-certificates.ts';
import { restCredentials } from '../../electron/turn/client-rest.ts';
import { connectingClient } from '../../electron/turn/testing/open-client.ts';
import { requirement } from '../requirements.ts';
import { startCoturn, type CoturnOptions, type RunningCoturn } from './coturn.ts';
import { freeUdpPorts } from './process.ts';

const { skip } = requirement('interop', ['turnserver']);
const account = { username: 'interop', credential: 'a credential' };
const restSecret = 'the secret of both';
const realm = 'interop.example';
const dayMs = 24 * 3600 * 1000;

describe.skipIf(skip)('what turn.allocate says of a coturn', () => {
  let authority: TestAuthority;
  const ending: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    authority = await createTestAuthority();
  });
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });

  async function started(options: Partial<CoturnOptions> = {}): Promise<RunningCoturn> {
    const coturn = await startCoturn({ ...account, realm, ...options });
    ending.push(coturn.stop);
    return coturn;
  }

  function ask(
    coturn: RunningCoturn,
    transport: ServerTransport,
    credentials: ProbeSpec['credentials'] = account,
  ) {
    const { address: host, port } = coturn.at(transport);
    const trustedCertificates = [authority.cert];
    return askForRelay({ transport, host, port, credentials, trustedCertificates });
  }

  /** Takes one allocation, which stays until the end of the test. */
  async function occupy(coturn: RunningCoturn): Promise<void> {
    const client = connectingClient({ transport: 'udp', server: coturn.endpoint, account });
    ending.push(() => {
      client.close();
    });
    expect(await client.allocate()).toMatchObject({ ok: true });
  }

  it('that has another password', async () => {
    const outcome = await ask(await started(), 'udp', { ...account, credential: 'wrong' });
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'rejected' },
      result: { credentialProblem: 'wrong' },
    });
    const last = { name: 'allocate', stunErrorCode: 401, reason: 'Unauthorized' };
    expect(outcome.result?.steps.at(-1)).toMatchObject(last);
  });

  it('of the REST API: a name that has run out, clocks that differ, another secret', async () => {
    const coturn = await started({ restSecret });
    const expiresAtMs = Date.now() - 60_000;
    const old = restCredentials({ secret: restSecret, name: 'anna', expiresAtMs });
    const problemOf = async (credentials: ProbeSpec['credentials']) =>
      (await ask(coturn, 'udp', credentials)).result?.credentialProblem;
    expect(await problemOf(old)).toBe('expired');
    // What a clock that is slow makes: a time that is in the past for the server.
    const slow = { username: 'anna', credential: restSecret, rest: { ttlSec: -60 } };
    expect(await problemOf(slow)).toBe('clock');
    expect(await problemOf({ ...slow, credential: 'another', rest: {} })).toBe('wrong');
    expect(await problemOf({ ...slow, rest: {} })).toBeUndefined();
  });

  it.each([
    ['a quota of one for each user', ['--user-quota', '1'], 486],
    ['a quota of one in all', ['--total-quota', '1'], 486],
    ['one port to relay from', ['--min-port', '56789', '--max-port', '56789'], 508],
  ])('that has %s', async (_what, extraArgs, code) => {
    const coturn = await started({ extraArgs });
    await occupy(coturn);
    const outcome = await ask(coturn, 'udp');
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'rejected' } });
    expect(outcome.result?.steps.at(-1)).toMatchObject({ name: 'allocate', stunErrorCode: code });
  });

  it('that does not relay by UDP', async () => {
    const outcome = await ask(await started({ extraArgs: ['--no-udp-relay'] }), 'udp');
    expect(outcome.result?.steps.at(-1)).toMatchObject({ name: 'allocate', stunErrorCode: 442 });
  });

  it('that refuses a peer', async () => {
    const coturn = await started({ extraArgs: ['--denied-peer-ip', '192.0.2.0-192.0.2.255'] });
    const client = connectingClient({ transport: 'tcp', server: coturn.at('tcp'), account });
    ending.push(() => {
      client.close();
    });
    await client.allocate();
    const peer = { address: '192.0.2.1', port: 9, family: 'IPv4' } as const;
    expect(await client.createPermission(peer)).toMatchObject({ ok: false });
    expect(client.steps.at(-1)).toMatchObject({ name: 'permission', stunErrorCode: 403 });
  });

  it('that is not there by UDP, or not by TCP', async () => {
    const noUdp = await started({ extraArgs: ['--no-udp'], answersBy: 'tcp' });
    expect(await ask(noUdp, 'udp')).toMatchObject({ error: { code: 'refused' } });
    expect(await ask(noUdp, 'tcp')).toMatchObject({ status: 'passed' });
    const noTcp = await started({ extraArgs: ['--no-tcp'] });
    expect(await ask(noTcp, 'tcp')).toMatchObject({ error: { code: 'refused' } });
  });

  it('that stands still', async () => {
    const coturn = await started({ certificate: await authority.issue({ names: ['127.0.0.1'] }) });
    await coturn.pause();
    const ways = ['udp', 'tcp', 'tls'] as const;
    const outcomes = await Promise.all(ways.map((transport) => ask(coturn, transport)));
    expect(outcomes.map(({ error }) => error?.code)).toEqual(['timeout', 'timeout', 'timeout']);
    expect(outcomes.map(({ result }) => result?.steps.at(-1)?.name)).toEqual([
      'challenge',
      'challenge',
      'tls',
    ]);
  });

  it.each([
    ['name-mismatch', () => authority.issue({ names: ['other.example'] })],
    ['self-signed', () => createSelfSigned({ names: ['127.0.0.1'] })],
    [
      'unknown-issuer',
      async () => (await createTestAuthority('Stranger')).issue({ names: ['127.0.0.1'] }),
    ],
    [
      'expired',
      () =>
        authority.issue({
          names: ['127.0.0.1'],
          validFrom: new Date(Date.now() - 2 * dayMs),
          validTo: new Date(Date.now() - dayMs),
        }),
    ],
  ] as const)('whose certificate has the problem %s', async (problem, issue) => {
    const outcome = await ask(await started({ certificate: await issue() }), 'tls');
    expect(outcome).toMatchObject({ error: { code: 'untrusted' }, result: { tls: { problem } } });
    expect(outcome.result?.steps.map(({ name }) => name)).toEqual(['connect', 'tls']);
  });

  it('that sends it on, once or in a circle', async () => {
    const port = await freeUdpPorts();
    const second = await started();
    const once = await started({ extraArgs: ['--alternate-server', `127.0.0.1:${second.port}`] });
    expect(await ask(once, 'udp')).toMatchObject({
      status: 'passed',
      result: { serverAddress: second.endpoint },
    });
    const back = await started({ extraArgs: ['--alternate-server', `127.0.0.1:${port}`] });
    const forth = ['--alternate-server', `127.0.0.1:${back.port}`];
    const outcome = await ask(await started({ port, extraArgs: forth }), 'udp');
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'rejected' } });
    const last = { name: 'redirect', stunErrorCode: 300, reason: 'loop' };
    expect(outcome.result?.steps.at(-1)).toMatchObject(last);
  });

  it('that names a private address, and hides its version', async () => {
    const extraArgs = ['--external-ip', '10.1.2.3/127.0.0.1', '--no-software-attribute'];
    const outcome = await ask(await started({ extraArgs }), 'udp');
    expect(outcome).toMatchObject({
      status: 'passed',
      result: {
        relayedAddress: { address: '10.1.2.3' },
        serverAddress: { address: '127.0.0.1' },
        software: null,
      },
    });
  });
});
