import { stringify } from 'csv-stringify/sync';
import { oneLine } from '../../shared/one-line.ts';
import type { Report } from '../../shared/report.ts';
import { type Sample, samplesOf } from './samples.ts';

const columns = [
  'session',
  'probe',
  'kind',
  'target',
  'probe_started_at',
  'at_ms',
  'measure',
  'value',
  'unit',
] as const;

/**
 * What was measured, one row a value (RFC 4180), with names of columns that no language changes. A value that did not come
 * back is empty. The byte order mark tells Excel that it is UTF-8; text that a spreadsheet would calculate gets an
 * apostrophe in front.
 */
export function toCsv(report: Report): string {
  const records = samplesOf(report).map((sample) => record(report, sample));
  return stringify(records, {
    header: true,
    columns: [...columns],
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

type Row = Record<(typeof columns)[number], string | number | null>;

function record({ session }: Report, { probe, measure, atMs, value, unit }: Sample): Row {
  return {
    session: session.id,
    probe: oneLine(probe.id),
    kind: probe.kind,
    target: oneLine(probe.target),
    probe_started_at: instant(session.startedAt, probe.startedAtMs),
    at_ms: atMs,
    measure,
    value,
    unit,
  };
}

/** ISO 8601, UTC; empty where the session's start is no time. */
function instant(startedAt: string, offsetMs: number): string {
  const epochMs = Date.parse(startedAt) + offsetMs;
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
