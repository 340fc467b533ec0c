import type { Translate } from '../../shared/messages/translate.ts';
import type { TlsResult } from '../../shared/report.ts';
import type { Format } from '../format.ts';
import type { Standing } from './standing.ts';

export interface CertificateFacts {
  standing: Standing;
  word: string;
  rows: { label: string; value: string }[];
}

/** What is known of a TLS connection and its certificate. Null where there was none. */
export function certificateFacts(
  tls: TlsResult | null | undefined,
  t: Translate,
  format: Format,
): CertificateFacts | null {
  if (!tls) return null;
  const problem = tls.problem ?? 'none';
  const instant = (iso: string | undefined) =>
    iso === undefined || Number.isNaN(Date.parse(iso)) ? '' : format.dateTime(iso);
  const rows = [
    { label: t('window.evidence.subject'), value: tls.subject },
    { label: t('window.evidence.names'), value: format.list(tls.names ?? []) },
    { label: t('window.evidence.issuer'), value: tls.issuer },
    { label: t('window.evidence.validFrom'), value: instant(tls.validFrom) },
    { label: t('window.evidence.validTo'), value: instant(tls.validTo) },
    { label: t('window.evidence.protocol'), value: tls.protocol },
    { label: t('window.evidence.cipher'), value: tls.cipher ?? '' },
    { label: t('window.evidence.alpn'), value: tls.alpn ?? '' },
  ];
  return {
    standing: problem === 'none' ? 'works' : 'fails',
    word: t(`report.tlsProblem.${problem}`),
    rows: rows.filter(({ value }) => value !== ''),
  };
}
