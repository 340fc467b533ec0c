import type { SessionSummary } from '../../shared/history.ts';

/** A line of the list: the heading of a day of this computer's time zone, or a session. `key` is its own in the list. */
export type ListItem =
  | { kind: 'day'; key: string; day: string }
  | { kind: 'session'; key: string; session: SessionSummary };

/** Newest first, each session once: the later list is the fresher one. */
export function mergeSessions(
  known: readonly SessionSummary[],
  fresh: readonly SessionSummary[],
): SessionSummary[] {
  const byId = new Map([...known, ...fresh].map((session) => [session.id, session]));
  return [...byId.values()].toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
}

/**
 * The items with those of older sessions after them; a day that goes on gets no second heading. Looks at nothing but the
 * fresh ones, however many are known.
 */
export function appendItems(
  items: readonly ListItem[],
  older: readonly SessionSummary[],
): ListItem[] {
  const last = items.at(-1);
  let day = last?.kind === 'session' ? dayOf(last.session.startedAt) : null;
  const fresh = older.flatMap((session): ListItem[] => {
    const own: ListItem = { kind: 'session', key: session.id, session };
    const isSame = dayOf(session.startedAt) === day;
    day = dayOf(session.startedAt);
    return isSame ? [own] : [{ kind: 'day', key: day, day: session.startedAt }, own];
  });
  return [...items, ...fresh];
}

/** The sessions without those of the ids, and these. */
export function partition(
  sessions: readonly SessionSummary[],
  ids: readonly string[],
): { left: SessionSummary[]; dropped: SessionSummary[] } {
  const gone = new Set(ids);
  return {
    left: sessions.filter(({ id }) => !gone.has(id)),
    dropped: sessions.filter(({ id }) => gone.has(id)),
  };
}

/** How a day is called from another one; `null` where it needs its date. */
export function nearDay(day: string, now: Date): 'today' | 'yesterday' | null {
  if (dayOf(day) === now.toDateString()) return 'today';
  const before = new Date(now);
  before.setDate(before.getDate() - 1);
  return dayOf(day) === before.toDateString() ? 'yesterday' : null;
}

/** A session that runs is still written to: it can be neither opened nor deleted. */
export function isSettled({ status }: SessionSummary): boolean {
  return status !== 'running';
}

function dayOf(iso: string): string {
  return new Date(iso).toDateString();
}
