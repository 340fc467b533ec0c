import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { TlsProblem, TlsResult } from '../../shared/report.ts';
import { printable } from './printable.ts';

/** A certificate may carry thousands of names, and a report is read by people. */
const maxNames = 100;
const maxTextLength = 300;

/** What the handshake agreed on and what the certificate says, as the report shows it. */
export function tlsDetails(
  socket: TLSSocket,
  certificate: X509Certificate,
  problem: TlsProblem,
): TlsResult {
  return {
    protocol: socket.getProtocol() ?? '',
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: isoTime(certificate.validFrom),
    validTo: isoTime(certificate.validTo),
    names: namesOf(certificate),
    cipher: socket.getCipher().standardName,
    alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null,
    problem,
  };
}

/** Where the handshake ended before there was a certificate, its members are empty. */
export function tlsWithoutCertificate(problem: TlsProblem): TlsResult {
  return { protocol: '', subject: '', issuer: '', validTo: '', problem };
}

/** Node writes one attribute a line: `CN=turn.example.org\nO=Example`. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').map(printable).join(', ').slice(0, maxTextLength);
}

/** `Nov 25 12:00:00 2026 GMT`, as OpenSSL writes it. */
function isoTime(text: string): string {
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? printable(text) : new Date(timeMs).toISOString();
}

/** `DNS:turn.example.org, IP Address:192.0.2.1`; names with unusual characters are quoted there. */
function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  const found = subjectAltName.matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  return [...found]
    .slice(0, maxNames)
    .map(([, name = '']) => printable(name).slice(0, maxTextLength));
}
