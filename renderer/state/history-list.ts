import type { SessionSummary } from '../../shared/history.ts';

/** The sessions of one day of this computer's time zone. `day` is the start of the newest of them, ISO 8601. */
export interface SessionDay {
  day: string;
  sessions: SessionSummary[];
}

/** Newest first, each session once: the later list is the fresher one. */
export function mergeSessions(
  known: readonly SessionSummary[],
  fresh: readonly SessionSummary[],
): SessionSummary[] {
  const byId = new Map([...known, ...fresh].map((session) => [session.id, session]));
  return [...byId.values()].toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
}

export function groupByDay(sessions: readonly SessionSummary[]): SessionDay[] {
  const days: SessionDay[] = [];
  for (const session of sessions) {
    const last = days.at(-1);
    if (last && isSameDay(last.day, session.startedAt)) last.sessions.push(session);
    else days.push({ day: session.startedAt, sessions: [session] });
  }
  return days;
}

/** How a day is called from another one; `null` where it needs its date. */
export function nearDay(day: string, now: Date): 'today' | 'yesterday' | null {
  if (isSameDay(day, now.toISOString())) return 'today';
  const before = new Date(now);
  before.setDate(before.getDate() - 1);
  return isSameDay(day, before.toISOString()) ? 'yesterday' : null;
}

/** A session that runs is still written to: it can be neither opened nor deleted. */
export function isSettled({ status }: SessionSummary): boolean {
  return status !== 'running';
}

function isSameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
