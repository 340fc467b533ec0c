import type { Socket } from 'node:net';
import tls from 'node:tls';
import { domainToASCII } from 'node:url';
import type { TlsResult } from '../../shared/report.ts';
import { hostFamily } from '../../shared/uri.ts';
import { judgeCertificate } from './judge-certificate.ts';
import { errorCodeOf } from './socket-errors.ts';
import { tlsDetails, tlsWithoutCertificate } from './tls-details.ts';
import type { TransportFailure } from './transport-failure.ts';
import { trustedRoots } from './trusted-roots.ts';

/** Two round trips and a signature: as long as a connection may take, for the same losses. */
const handshakeWithinMs = 4000;

export interface HandshakeOptions {
  /** Name or address that the certificate has to be good for. */
  host: string;
  /** Protocols to offer (RFC 7443): `stun.turn`, `stun.nat-discovery`. */
  alpn: readonly string[];
  /** Certificates (PEM) of authorities that are trusted as well. */
  trustedCertificates?: readonly string[];
  signal?: AbortSignal;
}

export type Handshake =
  | { ok: true; socket: tls.TLSSocket; tls: TlsResult }
  | { ok: false; failure: TransportFailure; tls: TlsResult | null };

/**
 * The TLS handshake on an open connection; never rejects. It is let through whatever the certificate, so that it can be
 * described; then the certificate is judged, and one with a problem fails before a message is sent. On failure the
 * connection is gone.
 */
export function shakeHands(connection: Socket, options: HandshakeOptions): Promise<Handshake> {
  const { alpn, trustedCertificates, signal } = options;
  if (signal?.aborted === true) {
    connection.destroy();
    return Promise.resolve(failed({ status: 'cancelled', sent: 0 }));
  }
  const host = domainToASCII(options.host) || options.host;
  return new Promise((resolve) => {
    const socket = tls.connect({
      socket: connection,
      // RFC 6066 section 3: a server name is a name, never an address.
      servername: hostFamily(host) === null ? host.replace(/\.$/, '') : '',
      ALPNProtocols: [...alpn],
      secureContext: trustedRoots(trustedCertificates),
      rejectUnauthorized: false,
      // The name is judged below: here it would hide what is wrong with the chain.
      checkServerIdentity: () => undefined,
    });
    const end = (handshake: Handshake) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (!handshake.ok) socket.destroy();
      resolve(handshake);
    };
    const cancel = () => {
      end(failed({ status: 'cancelled', sent: 0 }));
    };
    const timer = setTimeout(() => {
      end(failed({ status: 'silent', stage: 'tls', waitedMs: handshakeWithinMs }));
    }, handshakeWithinMs);
    signal?.addEventListener('abort', cancel);
    socket.on('error', (error) => {
      end(brokenHandshake(error));
    });
    socket.once('close', () => {
      end(failed({ status: 'closed', sent: 0, code: null }));
    });
    socket.once('secureConnect', () => {
      end(judged(socket, host));
    });
  });
}

function judged(socket: tls.TLSSocket, host: string): Handshake {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) {
    const failure = { status: 'untrusted', problem: 'protocol', reason: 'no certificate' } as const;
    return failed(failure, tlsWithoutCertificate('protocol'));
  }
  const { problem, reason } = judgeCertificate({
    certificate,
    chainError: chainErrorOf(socket),
    host,
    nowMs: Date.now(),
  });
  const details = tlsDetails(socket, certificate, problem);
  if (problem === 'none') return { ok: true, socket, tls: details };
  return failed({ status: 'untrusted', problem, reason }, details);
}

/** OpenSSL's code. Node types it as an Error and gives a text. */
function chainErrorOf({ authorized, authorizationError }: tls.TLSSocket): string | null {
  return authorized ? null : String(authorizationError);
}

/** A reset or an end tells nothing about TLS; everything else is the server's TLS, or none at all. */
function brokenHandshake(error: Error): Handshake {
  const code = errorCodeOf(error);
  if (connectionCodes.has(code)) return failed({ status: 'closed', sent: 0, code });
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : code;
  const problem = 'protocol';
  return failed({ status: 'untrusted', problem, reason }, tlsWithoutCertificate(problem));
}

const connectionCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

function failed(failure: TransportFailure, details: TlsResult | null = null): Handshake {
  return { ok: false, failure, tls: details };
}
