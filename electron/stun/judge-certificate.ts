import type { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import type { TlsProblem } from '../../shared/report.ts';
import { clockIsWrong } from './made-after.ts';

export interface Judgement {
  problem: TlsProblem;
  /** OpenSSL's or Node's word for it; empty where there is no problem. */
  reason: string;
}

export interface CertificateCase {
  certificate: X509Certificate;
  /** What OpenSSL says against the chain; null where nothing. */
  chainError: string | null;
  /** Name or address that the certificate has to be good for. */
  host: string;
  nowMs: number;
}

const issuerErrors: Readonly<Record<string, TlsProblem>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-issuer',
  CERT_UNTRUSTED: 'unknown-issuer',
  CERT_REVOKED: 'revoked',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
};

/**
 * What is wrong with a server's certificate. Its own dates come first, since they are what its owner forgets; then the
 * chain, then the name. `clock`: too early by this computer's clock, which is earlier than this program. A clock that
 * is too late cannot be told from a certificate that has expired, and one that is a little early not from a
 * certificate that is dated ahead.
 */
export function judgeCertificate({
  certificate,
  chainError,
  host,
  nowMs,
}: CertificateCase): Judgement {
  if (nowMs < Date.parse(certificate.validFrom)) return tooEarly('CERT_NOT_YET_VALID', nowMs);
  if (nowMs > Date.parse(certificate.validTo)) {
    return { problem: 'expired', reason: 'CERT_HAS_EXPIRED' };
  }
  if (chainError === 'CERT_NOT_YET_VALID') return tooEarly(chainError, nowMs);
  if (chainError !== null) {
    return { problem: issuerErrors[chainError] ?? 'other', reason: chainError };
  }
  const mismatch = tls.checkServerIdentity(host, certificate.toLegacyObject());
  if (mismatch === undefined) return { problem: 'none', reason: '' };
  return { problem: 'name-mismatch', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' };
}

function tooEarly(reason: string, nowMs: number): Judgement {
  return { problem: clockIsWrong(nowMs) ? 'clock' : 'not-yet-valid', reason };
}
