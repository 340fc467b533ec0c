import * as v from 'valibot';
import type { SessionSummary } from '../../shared/history.ts';
import {
  type Finding,
  type ProbeResult,
  probeResultSchema,
  type Report,
  reportSchema,
  type Session,
} from '../../shared/report.ts';

/** What is known of a session when it starts. */
export type SessionStart = Omit<Session, 'status' | 'durationMs' | 'redacted'>;

/** A session whose process ended before the check did, with everything that had been measured. */
export interface InterruptedSession extends SessionStart {
  probes: ProbeResult[];
}

/** A row as SQLite takes and gives it. */
export type Row = Record<string, string | number | null>;

/** The columns of `session` that are known from the first second. */
export function startColumns(session: SessionStart): Row {
  return {
    id: session.id,
    started_at: session.startedAt,
    started_at_epoch_ms: epochMs(session.startedAt),
    profile: session.profile,
    app_name: session.app.name,
    app_version: session.app.version,
    host_os: session.host.os,
    host_arch: session.host.arch,
    host_hostname: session.host.hostname,
    ticket: session.ticket ?? null,
    note: session.note ?? null,
  };
}

/** An imported time may be ISO 8601 and yet be none that a computer can place: it is sorted last. */
function epochMs(timestamp: string): number {
  const parsed = Date.parse(timestamp);
  return Number.isNaN(parsed) ? 0 : parsed;
}

/** All columns of `session` for a finished check, but `imported`. */
export function reportColumns(report: Report): Row {
  const { session, verdict, nat, integrity } = report;
  return {
    ...startColumns(session),
    duration_ms: session.durationMs,
    status: session.status,
    redacted: session.redacted ? 1 : 0,
    verdict_level: verdict.level,
    // The member is optional: reports of older versions have none.
    verdict_owner: verdict.owner ?? null,
    verdict_headline: verdict.headline,
    verdict_summary: verdict.summary,
    verdict_confidence: verdict.confidence,
    nat_json: JSON.stringify(nat),
    sha256: integrity.sha256,
  };
}

/** Its samples are a row of their own: see `samplesOf`. */
export function probeColumns(probe: ProbeResult): Row {
  const { samples: _, ...result } = { samples: undefined, ...probe.result };
  return {
    id: probe.id,
    kind: probe.kind,
    target: probe.target,
    transport: probe.transport,
    family: probe.family,
    status: probe.status,
    started_at_ms: probe.startedAtMs,
    duration_ms: probe.durationMs,
    error_code: probe.error?.code ?? null,
    error_message: probe.error?.message ?? null,
    result_json: JSON.stringify(probe.result && result),
  };
}

/** The series of samples that a probe of this kind took, as JSON; `null` where it has none. */
export function samplesOf({ result }: ProbeResult): string | null {
  return result && 'samples' in result && result.samples ? JSON.stringify(result.samples) : null;
}

export function findingColumns(finding: Finding): Row {
  return {
    code: finding.code,
    severity: finding.severity,
    subject: finding.subject,
    title: finding.title,
    explanation: finding.explanation,
    user_action: finding.userAction,
    it_action: finding.itAction,
    evidence_json: JSON.stringify(finding.evidence),
  };
}

/** Puts a report together again; `null` where the rows do not make one, which only damage or another hand can cause. */
export function readReport(session: Row, findings: Row[], probes: Row[]): Report | null {
  const parsed = v.safeParse(reportSchema, {
    schema: 'callpath-report',
    version: 1,
    session: {
      ...sessionMembers(session),
      durationMs: session['duration_ms'],
      status: session['status'],
      ...(session['redacted'] === 1 ? { redacted: true } : {}),
    },
    verdict: {
      level: session['verdict_level'],
      headline: session['verdict_headline'],
      summary: session['verdict_summary'],
      confidence: session['verdict_confidence'],
      ...((session['verdict_owner'] ?? null) !== null && { owner: session['verdict_owner'] }),
    },
    findings: findings.map(findingMembers),
    nat: parseJson(session['nat_json']),
    probes: probes.map(probeMembers),
    integrity: { sha256: session['sha256'] },
  });
  return parsed.success ? parsed.output : null;
}

/** A session that did not end. A probe that cannot be read is left out: the others are still worth having. */
export function readInterrupted(session: Row, probes: Row[]): InterruptedSession {
  const parsed = probes.map((row) => v.safeParse(probeResultSchema, probeMembers(row)));
  return {
    ...readStart(session),
    probes: parsed.flatMap((probe) => (probe.success ? [probe.output] : [])),
  };
}

export function readSummary(row: Row): SessionSummary {
  return {
    id: row['id'],
    startedAt: row['started_at'],
    durationMs: row['duration_ms'],
    status: row['status'],
    profile: row['profile'],
    level: row['verdict_level'],
    headline: row['verdict_headline'],
    network: row['network'],
    findingCount: row['finding_count'],
    ticket: row['ticket'],
    note: row['note'],
    imported: row['imported'] === 1,
    integrity: integrityOf(row),
  } as SessionSummary;
}

function integrityOf(row: Row): SessionSummary['integrity'] {
  if (row['imported'] !== 1) return null;
  return row['actual_sha256'] === null ? 'intact' : 'changed';
}

export function readStart(row: Row): SessionStart {
  return sessionMembers(row) as unknown as SessionStart;
}

function sessionMembers(row: Row): Record<string, unknown> {
  return {
    id: row['id'],
    startedAt: row['started_at'],
    profile: row['profile'],
    app: { name: row['app_name'], version: row['app_version'] },
    host: { os: row['host_os'], arch: row['host_arch'], hostname: row['host_hostname'] },
    ...(row['ticket'] === null ? {} : { ticket: row['ticket'] }),
    ...(row['note'] === null ? {} : { note: row['note'] }),
  };
}

function probeMembers(row: Row): Record<string, unknown> {
  return {
    id: row['id'],
    kind: row['kind'],
    target: row['target'],
    transport: row['transport'],
    family: row['family'],
    status: row['status'],
    startedAtMs: row['started_at_ms'],
    durationMs: row['duration_ms'],
    result: resultMember(row),
    error:
      row['error_code'] === null
        ? null
        : { code: row['error_code'], message: row['error_message'] },
  };
}

/** `series_json` is that of the probe's row in `sample`. */
function resultMember(row: Row): unknown {
  const result = parseJson(row['result_json']);
  const series = row['series_json'] ?? null;
  if (series === null || typeof result !== 'object' || result === null) return result;
  return { ...result, samples: parseJson(series) };
}

function findingMembers(row: Row): Record<string, unknown> {
  return {
    code: row['code'],
    severity: row['severity'],
    subject: row['subject'],
    title: row['title'],
    explanation: row['explanation'],
    userAction: row['user_action'],
    itAction: row['it_action'],
    evidence: parseJson(row['evidence_json']),
  };
}

/** The value, or `undefined` (which no member of a report is) where the text is not JSON. */
function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
