import * as v from 'valibot';
import { type SessionStatus, type VerdictLevel, verdictLevelSchema } from './report.ts';

/** One line of the history: a finished session, or one that still runs (`level` is then `null`). */
export interface SessionSummary {
  id: string;
  /** ISO 8601, UTC. */
  startedAt: string;
  durationMs: number | null;
  status: SessionStatus | 'running';
  profile: string;
  level: VerdictLevel | null;
  headline: string | null;
  /** Where the computer was: the adapter and the public address or, without one, the adapter's own network. */
  network: string | null;
  findingCount: number;
  ticket: string | null;
  note: string | null;
  imported: boolean;
  /** Of an imported session: whether its hash matched when it came. `null`: it was made here. */
  integrity: 'intact' | 'changed' | null;
}

/** A page of the history, newest first. `nextBefore` is the key to ask for the next page, `null` on the last one. */
export interface SessionPage {
  sessions: SessionSummary[];
  nextBefore: string | null;
  /** How many sessions the filter matches, counted up to `countLimit`; less where counting them would take too long. */
  total: number;
  /** There may be more than `total`: show "10,000+". Never without a filter. */
  isTotalCapped: boolean;
}

/** What a filter matches is counted no further: a person narrows it down, and the count stays fast. */
export const countLimit = 10_000;

const instant = v.pipe(v.string(), v.isoTimestamp());

/** What a list is narrowed down to; every member that is there must hold. */
export const sessionFilterSchema = v.strictObject({
  /**
   * Words, each of which must occur somewhere in the ticket, note, servers, finding titles and codes, headline, host,
   * network or profile, in upper or lower case.
   */
  text: v.optional(v.pipe(v.string(), v.maxLength(200))),
  levels: v.optional(v.array(verdictLevelSchema)),
  /** From this instant on. */
  from: v.optional(instant),
  /** Before this instant. */
  to: v.optional(instant),
  /** As in `SessionSummary`. */
  network: v.optional(v.string()),
  /** A server as the probes name it. */
  server: v.optional(v.string()),
  /** The code of a finding. */
  finding: v.optional(v.string()),
  imported: v.optional(v.boolean()),
});

export type SessionFilter = v.InferOutput<typeof sessionFilterSchema>;

/** A value that sessions have, and how many have it. */
export interface Facet {
  value: string;
  count: number;
}

/** What can be filtered by, the most frequent first, at most 200 each. */
export interface SessionFacets {
  networks: Facet[];
  servers: Facet[];
  findings: Facet[];
}

/** How one session did: with the server that was asked for, otherwise over all of its servers. */
export interface TrendPoint {
  sessionId: string;
  startedAt: string;
  level: VerdictLevel | null;
  /** The lowest median of the round trips to a server. */
  rttMs: number | null;
  lossPercent: number | null;
  network: string | null;
}

/** When sessions are removed by themselves. Both `null`: never, the default. */
export interface RetentionLimits {
  maxAgeDays: number | null;
  maxSizeMiB: number | null;
}

export const retentionLimitsSchema = v.strictObject({
  maxAgeDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_500))),
  maxSizeMiB: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))),
});

export interface RetentionView extends RetentionLimits {
  /** What the history takes on the disk. */
  sizeMiB: number;
  sessions: number;
  /** When the oldest session started. */
  oldest: string | null;
}

/** What limits would remove now. */
export interface RetentionPreview {
  sessions: number;
  oldest: string | null;
  newest: string | null;
  sizeMiB: number;
}

/** The outcome of checking the file and every report in it. */
export interface HistoryCheck {
  /** Stored reports that were looked at. */
  checked: number;
  problems: { sessionId: string | null; message: string }[];
}
