import * as v from 'valibot';
import type { Translate } from '../../shared/messages/translate.ts';
import { type Failure, failure, type Outcome, success } from '../../shared/outcome.ts';
import { type Report, reportSchema } from '../../shared/report.ts';
import { maxReportBytes } from '../../shared/report-file.ts';
import { canonicalJson, checkIntegrity } from './json.ts';
import { findMemberProblem } from './json-members.ts';

const mebibyte = 1024 * 1024;
const readableVersion = 1;

/** A report from elsewhere. `intact` is false where it is not what its hash was made of: somebody changed it. */
export interface ParsedReport {
  report: Report;
  intact: boolean;
}

/**
 * Reads a report from the text of a JSON file. Failure codes: `report-too-large`, `not-json`, `not-a-report`,
 * `other-report-version`, `invalid-report` (the message names the place). Never throws. A date in the future is read: clocks
 * differ, and the report says what its computer took for the time.
 */
export function parseReport(text: string, t: Translate): Outcome<ParsedReport> {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxReportBytes) return tooLarge(bytes, t);
  const json = parseJson(text);
  if (!json.ok) {
    return failure('not-json', t('report.import.notJson', { reason: json.reason }));
  }
  return readReport(json.value, text, t);
}

export function tooLarge(bytes: number, t: Translate): Failure {
  const sizeMiB = Math.ceil(bytes / mebibyte);
  const maximumMiB = maxReportBytes / mebibyte;
  return failure('report-too-large', t('report.import.tooLarge', { sizeMiB, maximumMiB }));
}

function readReport(value: unknown, text: string, t: Translate): Outcome<ParsedReport> {
  const isReport = v.is(v.looseObject({ schema: v.literal('callpath-report') }), value);
  if (!isReport) return failure('not-a-report', t('report.import.notAReport'));
  // Asked before the rest: what else a newer version has would only be noise.
  if (value['version'] !== readableVersion) {
    const texts = { version: versionText(value['version']), readable: readableVersion };
    return failure('other-report-version', t('report.import.otherVersion', texts));
  }
  const member = findMemberProblem(text);
  if (member) {
    const { kind, place } = member;
    const key = kind === 'duplicate' ? 'duplicate' : 'forbiddenName';
    return failure('invalid-report', t(`exchange.import.${key}`, { place }));
  }
  const parsed = v.safeParse(reportSchema, value, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return invalidAt(v.getDotPath(issue) ?? '', issue.message, t);
  }
  const { startedAt } = parsed.output.session;
  if (Number.isNaN(Date.parse(startedAt))) {
    const reason = t('exchange.import.badTime', { value: startedAt });
    return invalidAt('session.startedAt', reason, t);
  }
  try {
    canonicalJson(parsed.output);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure('invalid-report', t('report.import.invalidText', { reason }));
  }
  return success({ report: parsed.output, intact: checkIntegrity(parsed.output) });
}

function invalidAt(place: string, reason: string, t: Translate): Failure {
  const texts = { place: shorten(place), reason: shorten(reason) };
  return failure('invalid-report', t('report.import.invalid', texts));
}

/** Not as JSON: what is nested deeply enough would overflow the stack. */
function versionText(version: unknown): string {
  if (version === undefined) return '?';
  return typeof version === 'object' && version !== null ? '{…}' : shorten(JSON.stringify(version));
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
