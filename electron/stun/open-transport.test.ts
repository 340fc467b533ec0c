import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { openTransport, type OpenedTransport, type TransportOptions } from './open-transport.ts';
import { madeAfterMs } from './made-after.ts';
import {
  createSelfSigned,
  createTestAuthority,
  type TestAuthority,
  type TestCertificate,
} from './testing/test-certificates.ts';

const host = 'turn.example.org';
const dayMs = 24 * 3600 * 1000;
const closing: (() => void)[] = [];
let authority: TestAuthority;

beforeAll(async () => {
  authority = await createTestAuthority();
});
afterEach(() => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) close();
});

async function listen(server: net.Server): Promise<Endpoint> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const { port } = server.address() as net.AddressInfo;
  return { address: '127.0.0.1', port, family: 'IPv4' };
}

function serveTls(certificate: TestCertificate, more: tls.TlsOptions = {}): Promise<Endpoint> {
  const server = tls.createServer({ ...certificate, ...more }, (socket) => {
    socket.on('error', () => undefined);
    closing.push(() => socket.destroy());
  });
  server.on('tlsClientError', () => undefined);
  return listen(server);
}

/** A TCP server that does with a connection what the test says. */
function serveTcp(handle: (socket: net.Socket) => void): Promise<Endpoint> {
  return listen(
    net.createServer((socket) => {
      socket.on('error', () => undefined);
      closing.push(() => socket.destroy());
      handle(socket);
    }),
  );
}

async function open(to: Endpoint, more: Partial<TransportOptions> = {}): Promise<OpenedTransport> {
  const trustedCertificates = [authority.cert];
  const opened = await openTransport({ transport: 'tls', to, host, trustedCertificates, ...more });
  if (opened.ok)
    closing.push(() => {
      opened.transport.close();
    });
  return opened;
}

describe('over TLS', () => {
  it('describes a good certificate and what was agreed on', async () => {
    const certificate = await authority.issue({ names: [host, '192.0.2.1'] });
    const to = await serveTls(certificate, { ALPNProtocols: ['stun.turn'] });
    const opened = await open(to);
    expect(opened).toMatchObject({
      ok: true,
      steps: [
        { name: 'connect', failure: null },
        { name: 'tls', failure: null },
      ],
      tls: {
        protocol: 'TLSv1.3',
        subject: `CN=${host}`,
        issuer: 'CN=Callpath test authority',
        names: [host, '192.0.2.1'],
        cipher: expect.stringContaining('TLS_') as string,
        alpn: 'stun.turn',
        problem: 'none',
      },
    });
    const days = (Date.parse(opened.tls?.validTo ?? '') - Date.now()) / dayMs;
    expect(Math.round(days)).toBe(30);
  });

  it('accepts a server that knows no ALPN, and one whose chain has an issuer in between', async () => {
    const between = await authority.issueAuthority();
    const to = await serveTls(await between.issue({ names: [host] }));
    expect(await open(to)).toMatchObject({ ok: true, tls: { alpn: null, problem: 'none' } });
  });

  it('checks an address where the server is named by it', async () => {
    const to = await serveTls(await authority.issue({ names: ['127.0.0.1'] }));
    expect(await open(to, { host: '127.0.0.1' })).toMatchObject({ ok: true });
    const other = await open(to, { host: '127.0.0.2' });
    expect(other).toMatchObject({ failure: { problem: 'name-mismatch' } });
  });

  it('knows a name beyond ASCII and one with a dot at its end', async () => {
    const to = await serveTls(await authority.issue({ names: ['xn--bcher-kva.example'] }));
    expect(await open(to, { host: 'bücher.example' })).toMatchObject({ ok: true });
    expect(await open(to, { host: 'bücher.example.' })).toMatchObject({ ok: true });
  });

  const now = Date.now();
  it.each([
    [
      'name-mismatch',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      () => authority.issue({ names: ['other.example'] }),
    ],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', () => createSelfSigned({ names: [host] })],
    [
      'unknown-issuer',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      async () => (await createTestAuthority('Stranger')).issue({ names: [host] }),
    ],
    [
      'expired',
      'CERT_HAS_EXPIRED',
      () =>
        authority.issue({
          names: [host],
          validFrom: new Date(now - 9 * dayMs),
          validTo: new Date(now - dayMs),
        }),
    ],
    [
      'not-yet-valid',
      'CERT_NOT_YET_VALID',
      () => authority.issue({ names: [host], validFrom: new Date(now + dayMs) }),
    ],
  ] as const)('judges a certificate as %s and sends nothing', async (problem, reason, issue) => {
    const to = await serveTls(await issue());
    const opened = await open(to);
    expect(opened).toMatchObject({
      ok: false,
      failure: { status: 'untrusted', problem, reason },
      tls: { problem, issuer: expect.stringContaining('CN=') as string },
      steps: [
        { name: 'connect', failure: null },
        { name: 'tls', failure: { problem } },
      ],
    });
  });

  it('names the issuer in between that is not sent', async () => {
    const between = await authority.issueAuthority();
    const { cert, key } = await between.issue({ names: [host] });
    const [leaf = ''] = cert.split(/(?<=-----END CERTIFICATE-----\n)/);
    const opened = await open(await serveTls({ cert: leaf, key }));
    expect(opened).toMatchObject({ failure: { problem: 'unknown-issuer' } });
  });

  it('blames the clock that is earlier than this program', async () => {
    const to = await serveTls(await authority.issue({ names: [host] }));
    vi.useFakeTimers({ now: madeAfterMs - dayMs, toFake: ['Date'] });
    expect(await open(to)).toMatchObject({
      failure: { problem: 'clock' },
      tls: { problem: 'clock' },
    });
  });

  it.each([
    ['only an old TLS', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }],
    ['no protocol that was offered', { ALPNProtocols: ['h2'] }],
  ] as const)('fails with a server that speaks %s', async (_what, settings) => {
    const to = await serveTls(await authority.issue({ names: [host] }), {
      ...settings,
      ALPNProtocols: [...('ALPNProtocols' in settings ? settings.ALPNProtocols : [])],
    });
    expect(await open(to)).toMatchObject({
      failure: { status: 'untrusted', problem: 'protocol' },
      tls: { problem: 'protocol', subject: '' },
    });
  });

  it('fails with a server that speaks no TLS', async () => {
    const to = await serveTcp((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await open(to)).toMatchObject({ failure: { status: 'untrusted', problem: 'protocol' } });
  });

  it.each([
    [
      'ends',
      (socket: net.Socket) => {
        socket.end();
      },
    ],
    [
      'resets',
      (socket: net.Socket) => {
        socket.resetAndDestroy();
      },
    ],
  ])('tells that the server %s the connection in the handshake', async (_what, handle) => {
    const to = await serveTcp((socket) =>
      socket.once('data', () => {
        handle(socket);
      }),
    );
    expect(await open(to)).toMatchObject({
      failure: { status: 'closed' },
      steps: [
        { name: 'connect', failure: null },
        { name: 'tls', failure: { status: 'closed' } },
      ],
      tls: null,
    });
  });

  it('gives up a handshake that stands still', async () => {
    const to = await serveTcp(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opening = open(to);
    await vi.waitFor(() => {
      expect(vi.getTimerCount()).toBeGreaterThan(0);
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await opening).toMatchObject({ failure: { status: 'silent' } });
  });

  it('ends at once when it is cancelled in the handshake', async () => {
    const stop = new AbortController();
    const to = await serveTcp((socket) =>
      socket.once('data', () => {
        stop.abort();
      }),
    );
    expect(await open(to, { signal: stop.signal })).toMatchObject({
      failure: { status: 'cancelled' },
    });
  });
});

describe('over TCP', () => {
  it('reports a port where nothing listens as refused', async () => {
    const server = net.createServer();
    const to = await listen(server);
    server.close();
    await once(server, 'close');
    expect(await open(to, { transport: 'tcp' })).toMatchObject({
      ok: false,
      failure: { status: 'refused' },
      steps: [{ name: 'connect' }],
    });
  });

  it('gives up where nobody answers', async () => {
    const to = await serveTcp(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opening = open(to, { transport: 'tcp' });
    // The connection needs a turn of the event loop, in which it would be there.
    vi.advanceTimersByTime(10_000);
    const failure = { status: 'silent', stage: 'connect' };
    expect(await opening).toMatchObject({ failure, steps: [{ name: 'connect', failure }] });
  });

  it('tells where the system knows no way', async () => {
    const to = { address: '127.0.0.1', port: 9, family: 'IPv4' } as const;
    const opened = await open(to, { transport: 'tcp', localAddress: '192.0.2.1' });
    expect(opened).toMatchObject({ failure: { status: 'unreachable', code: 'EADDRNOTAVAIL' } });
  });

  it.each(['udp', 'tcp', 'tls'] as const)(
    'does not even begin by %s when it is cancelled',
    async (transport) => {
      const to = await serveTcp(() => undefined);
      const opened = await open(to, { transport, signal: AbortSignal.abort() });
      expect(opened).toMatchObject({ ok: false, failure: { status: 'cancelled' } });
    },
  );
});
