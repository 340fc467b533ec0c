import type { TlsProblem, TlsResult } from '../../../shared/report.ts';
import type { AuditFacts, ListenerFacts } from './facts.ts';
import { isTlsOfTurn } from './services.ts';
import { couldBeBetter, good, type Judgement, notChecked, wrong } from './judgement.ts';

const dayMs = 24 * 3600 * 1000;
/** Who renews by hand needs two weeks; automatic renewal (ACME) acts thirty days ahead. */
const soonDays = 14;
const renewalDays = 30;

export function judgeTlsVersions({ tls, stopped, listeners }: AuditFacts): Judgement {
  if (!tls) return notChecked(stopped && listeners.every(isSilent) ? 'stopped' : 'no-tls');
  const accepted = (['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const).filter(
    (version) => tls[version] === 'accepted',
  );
  const versions = accepted.map((version) => version.replace('TLSv', '')).join(', ');
  const hasNew = tls['TLSv1.3'] === 'accepted';
  const hasUsual = tls['TLSv1.2'] === 'accepted';
  if (accepted.length === 0) return notChecked(stopped ? 'stopped' : 'tls-not-known');
  if (!hasNew && !hasUsual) return wrong('tls-old-only', null, { versions });
  if (tls.TLSv1 === 'accepted' || tls['TLSv1.1'] === 'accepted') {
    return couldBeBetter('tls-old-too', 'no-tlsv1, no-tlsv1_1', { versions });
  }
  if (!hasNew && tls['TLSv1.3'] === 'refused') {
    return couldBeBetter('tls-no-1-3', null, { versions });
  }
  if (!hasUsual && tls['TLSv1.2'] === 'refused') {
    return couldBeBetter('tls-no-1-2', null, { versions });
  }
  return good('tls-current', { versions });
}

function isSilent({ tls }: ListenerFacts): boolean {
  return tls === null;
}

const problemTexts = {
  'name-mismatch': 'certificate-name',
  'self-signed': 'certificate-self-signed',
  'unknown-issuer': 'certificate-issuer',
  expired: 'certificate-expired',
  'not-yet-valid': 'certificate-early',
  revoked: 'certificate-revoked',
  other: 'certificate-other',
} as const;

/** OpenSSL's word where the server sends its own certificate only, and its issuer is not known here. */
const leafOnly = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';

export function judgeCertificate(facts: AuditFacts): Judgement {
  const { listeners, stopped, host, nowMs } = facts;
  const withCertificate = listeners.filter(isTlsOfTurn);
  const worst = withCertificate.find(({ tls }) => problemOf(tls) !== 'none') ?? withCertificate[0];
  if (!worst?.tls) return notChecked(stopped ? 'stopped' : 'no-tls');
  const { tls, tlsReason, service } = worst;
  const problem = problemOf(tls);
  const days = Math.floor((Date.parse(tls.validTo) - nowMs) / dayMs);
  const { port } = service.endpoint;
  const values = { host, days, port, validTo: tls.validTo.slice(0, 10), issuer: tls.issuer };
  if (problem === 'clock') return notChecked('clock');
  if (problem === 'none' || problem === 'protocol') return judgeLife(days, values);
  const option = 'cert=<file with the whole chain>';
  if (problem === 'unknown-issuer' && tlsReason === leafOnly) {
    return wrong('certificate-chain', option, values);
  }
  return wrong(problemTexts[problem], option, values);
}

function judgeLife(days: number, values: Record<string, string | number>): Judgement {
  const option = 'cert=<renewed certificate>';
  if (days < soonDays) return wrong('certificate-ends', option, values);
  if (days < renewalDays) return couldBeBetter('certificate-ends-soon', option, values);
  return good('certificate-good', values);
}

function problemOf(tls: TlsResult | null): TlsProblem {
  return tls?.problem ?? 'none';
}
