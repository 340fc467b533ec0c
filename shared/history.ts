import type { SessionStatus, VerdictLevel } from './report.ts';

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
  ticket: string | null;
  imported: boolean;
}

/** A page of the history, newest first. `nextBefore` is the key to ask for the next page, `null` on the last one. */
export interface SessionPage {
  sessions: SessionSummary[];
  nextBefore: string | null;
  total: number;
}
