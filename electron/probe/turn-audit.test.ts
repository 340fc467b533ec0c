import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { turnAuditResultSchema } from '../../shared/turn-results.ts';
import { openLoopbackServer } from '../nat/testing/loopback-server.ts';
import { attribute, longTermKey, type DecodedMessage } from '../stun/index.ts';
import { createTestAuthority, type TestAuthority } from '../stun/testing/test-certificates.ts';
import { maxRequests } from '../turn/audit/request-count.ts';
import { openScriptedServer, type ScriptedAnswer } from '../turn/testing/scripted-server.ts';
import { openScriptedStreamServer } from '../turn/testing/scripted-stream-server.ts';
import { startedRelay } from '../turn/testing/started-relay.ts';
import { auditOnLoopback, ratingsOf } from './testing/audit.ts';

const account = { username: 'anna', credential: 'a credential' };
const realm = 'turn.callpath.test';
const key = longTermKey({ username: 'anna', realm, password: 'a credential' });
const relayed = { address: '127.0.0.1', port: 50_000, family: 'IPv4' } as const;

let closing: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
  closing = [];
});

function toClose<T extends { close(): Promise<void> | void }>(one: T): T {
  closing.push(one);
  return one;
}

/** A TURN server that grants everything but what `script` answers otherwise. */
function granting(
  script: (request: DecodedMessage) => ScriptedAnswer | undefined = () => undefined,
) {
  let port = relayed.port;
  return (request: DecodedMessage): ScriptedAnswer => {
    const scripted = script(request);
    if (scripted !== undefined) return scripted;
    if (request.method === 'Binding') return { attributes: [] };
    if (attribute(request, 'NONCE') === undefined) {
      const nonce = `nonce ${request.transactionId.toString('hex')}`;
      return {
        error: 401,
        attributes: [
          { name: 'REALM', value: realm },
          { name: 'NONCE', value: nonce },
        ],
      };
    }
    port += 1;
    return {
      sign: { integrity: key },
      attributes:
        request.method === 'Allocate'
          ? [
              { name: 'XOR-RELAYED-ADDRESS', value: { ...relayed, port } },
              { name: 'LIFETIME', value: 600 },
            ]
          : [],
    };
  };
}

function releases(requests: readonly DecodedMessage[]): DecodedMessage[] {
  return requests.filter((one) => one.method === 'Refresh' && attribute(one, 'LIFETIME') === 0);
}

describe('turn.audit', () => {
  it('looks at the embedded relay', async () => {
    const relay = await startedRelay(closing);
    const { endpoint, username, credential } = relay;
    const own = [{ transport: 'udp', port: endpoint.port }] as const;
    const { status, result } = await auditOnLoopback({
      own: [...own],
      credentials: { username, credential },
      peers: true,
    });
    expect(status).toBe('passed');
    expect(v.parse(turnAuditResultSchema, result).requests).toBeLessThan(60);
    expect(ratingsOf(result)).toMatchObject({
      'transport-udp': 'good',
      'transport-tcp': 'good',
      authentication: 'good',
      'sign-in': 'good',
      'nonce-for-each': 'good',
      'nonce-checked': 'good',
      'nonce-kept': 'good',
      'password-algorithms': 'good',
      'loopback-peers': 'wrong',
      'mapped-peers': 'good',
      'private-peers': 'good',
      'link-local-peers': 'good',
    });
  });

  it('asks a server four times to relay and gives all four back', async () => {
    const server = toClose(await openScriptedServer(granting()));
    const own = [{ transport: 'udp', port: server.endpoint.port } as const];
    const { result } = await auditOnLoopback({ own, credentials: account });
    const signed = server.requests.filter(
      (one) => one.method === 'Allocate' && attribute(one, 'NONCE') !== undefined,
    );
    expect(signed).toHaveLength(4);
    expect(releases(server.requests)).toHaveLength(4);
    expect(server.requests.some(({ method }) => method === 'CreatePermission')).toBe(false);
    expect(result?.relayedAddresses).toHaveLength(4);
    // It takes every nonce.
    expect(ratingsOf(result)).toMatchObject({ 'nonce-checked': 'wrong' });
  });

  it('asks for permissions with consent, and sends no data', async () => {
    const server = toClose(
      await openScriptedServer(
        granting(({ method }) => (method === 'CreatePermission' ? { error: 403 } : undefined)),
      ),
    );
    const own = [{ transport: 'udp', port: server.endpoint.port } as const];
    const { result } = await auditOnLoopback({ own, credentials: account, peers: true });
    const methods = new Set(server.requests.map(({ method }) => method));
    expect(methods).toEqual(new Set(['Allocate', 'Binding', 'CreatePermission', 'Refresh']));
    expect(ratingsOf(result)).toMatchObject({ 'loopback-peers': 'good', 'private-peers': 'good' });
  });

  it('gives back what an open relay grants to whoever asks', async () => {
    const server = toClose(
      await openScriptedServer(({ method }) =>
        method === 'Allocate'
          ? { attributes: [{ name: 'XOR-RELAYED-ADDRESS', value: relayed }] }
          : { attributes: [] },
      ),
    );
    const own = [{ transport: 'udp', port: server.endpoint.port } as const];
    const { result } = await auditOnLoopback({ own, credentials: account });
    const allocated = server.requests.filter(({ method }) => method === 'Allocate');
    expect(releases(server.requests)).toHaveLength(allocated.length);
    expect(ratingsOf(result)).toMatchObject({
      authentication: 'wrong',
      lifetime: 'wrong',
      'relay-ports': 'wrong',
    });
  });

  it('gives everything back when it is cancelled', async () => {
    const stop = new AbortController();
    const server = toClose(
      await openScriptedServer(
        granting((request) => {
          if (request.method !== 'Refresh' || attribute(request, 'LIFETIME') === 0)
            return undefined;
          stop.abort();
          return null;
        }),
      ),
    );
    const own = [{ transport: 'udp', port: server.endpoint.port } as const];
    const { status, result, error } = await auditOnLoopback({
      own,
      credentials: account,
      signal: stop.signal,
    });
    expect(status).toBe('inconclusive');
    expect(error?.code).toBe('cancelled');
    expect(ratingsOf(result)).toMatchObject({ 'nonce-kept': 'not-checked' });
    await expect.poll(() => releases(server.requests).length).toBe(4);
  });

  it('fails where nobody answers, and says that the ports refuse', async () => {
    const own = [{ transport: 'tcp', port: 1 } as const];
    const { status, error, result } = await auditOnLoopback({ own });
    expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'refused' });
    expect(result?.listeners.every((one) => one.status === 'refused')).toBe(true);
  });

  it('stays within its limit at a server that is silent everywhere', async () => {
    const silent = toClose(await openScriptedServer(() => null));
    const { port } = silent.endpoint;
    const { status, result } = await auditOnLoopback({
      own: [{ transport: 'udp', port }],
      others: Array.from({ length: 8 }, () => ({ host: '127.0.0.1', port })),
    });
    expect(status).toBe('failed');
    expect(result?.requests).toBeLessThan(maxRequests);
    expect(ratingsOf(result)).toMatchObject({ 'transport-udp': 'wrong' });
  });

  it('tells a STUN server, and a server of something else, from a TURN server', async () => {
    const stun = toClose(await openScriptedServer(() => ({ error: 400 })));
    const web = toClose(await openScriptedStreamServer(() => Buffer.from('HTTP/1.1 400\r\n\r\n')));
    const { status, result } = await auditOnLoopback({
      own: [
        { transport: 'udp', port: stun.endpoint.port },
        { transport: 'tcp', port: web.endpoint.port },
      ],
    });
    expect(status).toBe('failed');
    const asked = result?.listeners.filter((one) => one.status !== 'refused');
    expect(asked?.map((one) => one.status)).toEqual(['not-turn', 'not-turn']);
  });

  it('compares the distance with that of the other servers', async () => {
    const server = toClose(await openScriptedServer(granting()));
    const other = toClose(await openScriptedServer(() => ({ attributes: [] })));
    const { result } = await auditOnLoopback({
      own: [{ transport: 'udp', port: server.endpoint.port }],
      others: [{ host: '127.0.0.1', port: other.endpoint.port }],
    });
    expect(other.requests).toHaveLength(1);
    expect(ratingsOf(result)['rtt']).toBe('good');
  });

  it.each([
    ['rfc5780', 'good'],
    ['ignores-change-request', 'could-be-better'],
    ['silent-other-address', 'could-be-better'],
    ['private-other-address', 'could-be-better'],
  ] as const)('rates NAT discovery by a server that is %s as %s', async (manner, rating) => {
    const server = toClose(await openLoopbackServer(manner));
    const own = [{ transport: 'udp', port: server.endpoint.port } as const];
    const { result } = await auditOnLoopback({ own });
    expect(ratingsOf(result)['rfc5780']).toBe(rating);
  });

  describe('over TLS', () => {
    let authority: TestAuthority;
    beforeAll(async () => {
      authority = await createTestAuthority();
    });

    async function audited(names: string[], more: { maxVersion?: 'TLSv1.2' } = {}) {
      const certificate = await authority.issue({ names });
      const server = toClose(
        await openScriptedStreamServer(granting(), { ...certificate, ...more }),
      );
      const { result } = await auditOnLoopback({
        own: [{ transport: 'tls', port: server.endpoint.port }],
        credentials: account,
        trustedCertificates: [authority.cert],
      });
      return { ratings: ratingsOf(result), server };
    }

    it('finds current versions good, and signs in there', async () => {
      const { ratings } = await audited(['127.0.0.1']);
      expect(ratings).toMatchObject({
        'transport-tls': 'good',
        'tls-versions': 'good',
        'sign-in': 'good',
        'transport-udp': 'wrong',
      });
    });

    it('misses TLS 1.3 where it is off', async () => {
      const { ratings } = await audited(['127.0.0.1'], { maxVersion: 'TLSv1.2' });
      expect(ratings['tls-versions']).toBe('could-be-better');
    });

    it('sends nothing to a server whose certificate is for another name', async () => {
      const { ratings, server } = await audited(['other.example']);
      expect(ratings).toMatchObject({ certificate: 'wrong', 'tls-versions': 'good' });
      expect(server.requests).toHaveLength(0);
    });
  });
});
