import * as v from 'valibot';
import type { Translate } from '../../shared/messages/translate.ts';
import { failure, type Outcome, success } from '../../shared/outcome.ts';
import { type Report, reportSchema } from '../../shared/report.ts';
import { canonicalJson, checkIntegrity } from './json.ts';

/** A report of 20 servers has 40 KiB. What is a thousand times larger is something else, and would only freeze. */
export const maxReportBytes = 32 * 1024 * 1024;

const mebibyte = 1024 * 1024;
const readableVersion = 1;

/** A report from elsewhere. `intact` is false where it is not what its hash was made of: somebody changed it. */
export interface ParsedReport {
  report: Report;
  intact: boolean;
}

/**
 * Reads a report from the text of a JSON file. Failure codes: `report-too-large`, `not-json`, `not-a-report`,
 * `other-report-version`, `invalid-report` (the message names the place).
 */
export function parseReport(text: string, t: Translate): Outcome<ParsedReport> {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxReportBytes) {
    const sizeMiB = Math.ceil(bytes / mebibyte);
    const maximumMiB = maxReportBytes / mebibyte;
    return failure('report-too-large', t('report.import.tooLarge', { sizeMiB, maximumMiB }));
  }
  const json = parseJson(text);
  if (!json.ok) {
    return failure('not-json', t('report.import.notJson', { reason: json.reason }));
  }
  return readReport(json.value, t);
}

function readReport(value: unknown, t: Translate): Outcome<ParsedReport> {
  const isReport = v.is(v.looseObject({ schema: v.literal('callpath-report') }), value);
  if (!isReport) return failure('not-a-report', t('report.import.notAReport'));
  // Asked before the rest: what else a newer version has would only be noise.
  if (value['version'] !== readableVersion) {
    const version = shorten(JSON.stringify(value['version']) ?? '?');
    const texts = { version, readable: readableVersion };
    return failure('other-report-version', t('report.import.otherVersion', texts));
  }
  const parsed = v.safeParse(reportSchema, value, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const texts = { place: v.getDotPath(issue) ?? '', reason: shorten(issue.message) };
    return failure('invalid-report', t('report.import.invalid', texts));
  }
  try {
    canonicalJson(parsed.output);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure('invalid-report', t('report.import.invalidText', { reason }));
  }
  return success({ report: parsed.output, intact: checkIntegrity(parsed.output) });
}

type Json = { ok: true; value: unknown } | { ok: false; reason: string };

function parseJson(text: string): Json {
  try {
    // Editors on Windows put a byte order mark before the text; JSON knows none.
    return { ok: true, value: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch (error) {
    return { ok: false, reason: jsonProblem(text, error instanceof Error ? error.message : '') };
  }
}

/** The engine's message names an offset or shows the text around the place; a person counts lines. */
function jsonProblem(text: string, message: string): string {
  const position = /at position (\d+)(?! \(line)/.exec(message)?.[1];
  if (position === undefined || /\(line \d+/.test(message)) return shorten(message);
  const before = text.slice(0, Number(position)).split('\n');
  return `${shorten(message)} (line ${before.length} column ${(before.at(-1) ?? '').length + 1})`;
}

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
