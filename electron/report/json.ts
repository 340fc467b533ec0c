import { createHash } from 'node:crypto';
import serialize from 'canonicalize';
import * as v from 'valibot';
import { type Report, reportSchema } from '../../shared/report.ts';
import { mapStrings } from './map-strings.ts';

export type UnsealedReport = Omit<Report, 'integrity'>;

/** Canonical JSON (RFC 8785). Throws for what JSON cannot carry: infinite numbers and lone surrogates. */
export function canonicalJson(value: unknown): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('nothing to write as JSON');
  return text;
}

/**
 * Adds `integrity.sha256`: the SHA-256, in hex, of the canonical JSON of the report without that member. Lone
 * surrogates, which a text has when it was cut in the middle of a character, are replaced by U+FFFD first.
 */
export function sealReport(report: UnsealedReport): Report {
  const { schema, version, session, verdict, findings, nat, probes } = mapStrings(
    report,
    toWellFormed,
  );
  const unsealed = { schema, version, session, verdict, findings, nat, probes };
  return { ...unsealed, integrity: { sha256: hashOf(unsealed) } };
}

/** Whether the report is what its hash was made of. Never throws. */
export function checkIntegrity(report: Report): boolean {
  return hashReport(report) === report.integrity.sha256;
}

/** What the hash of the report would have to be; `null` for what JSON cannot carry. Never throws. */
export function hashReport(report: Report): string | null {
  const { integrity: _, ...unsealed } = report;
  try {
    return hashOf(unsealed);
  } catch {
    return null;
  }
}

/** JSON for a file: indented, members in the order of the schema, with a line break at the end. */
export function toJson(report: Report): string {
  // Valibot puts the members of its output in the order in which the schema names them.
  return `${JSON.stringify(v.parse(reportSchema, report), null, 2)}\n`;
}

function hashOf(report: UnsealedReport): string {
  return createHash('sha256').update(canonicalJson(report), 'utf8').digest('hex');
}

function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
