import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '../../shared/history.ts';
import { appendItems, type ListItem, mergeSessions, nearDay } from './history-list.ts';

/** Local times, so that days are those of the computer that runs this. */
function session(id: string, ...date: [number, number, number, number]): SessionSummary {
  return {
    id,
    startedAt: new Date(...date).toISOString(),
    durationMs: 1,
    status: 'completed',
    profile: 'p',
    level: 'good',
    headline: '',
    ticket: null,
    network: null,
    findingCount: 0,
    note: null,
    imported: false,
    integrity: null,
  };
}

const late = session('late', 2025, 10, 22, 23);
const early = session('early', 2025, 10, 22, 0);
const before = session('before', 2025, 10, 21, 23);

/** The list as text: a dash for the heading of a day. */
function keys(...parts: SessionSummary[][]): string[] {
  const items = parts.reduce<ListItem[]>((list, part) => appendItems(list, part), []);
  return items.map((item) => (item.kind === 'day' ? '-' : item.key));
}

describe('appendItems', () => {
  it('separates days at midnight of this computer', () => {
    expect(keys([late, early, before])).toEqual(['-', 'late', 'early', '-', 'before']);
  });

  it('gives a day that goes on in the next page no second heading', () => {
    expect(keys([late], [early], [before])).toEqual(['-', 'late', 'early', '-', 'before']);
  });
});

describe('mergeSessions', () => {
  it('puts what was brought back to its place', () => {
    const ids = mergeSessions([late, before], [early]).map(({ id }) => id);
    expect(ids).toEqual(['late', 'early', 'before']);
  });

  it('has each session once, as it was read last', () => {
    const fresh: SessionSummary = { ...late, status: 'cancelled' };
    expect(mergeSessions([late], [fresh])).toEqual([fresh]);
  });
});

describe('nearDay', () => {
  it('knows today and yesterday, also over the end of a month', () => {
    const first = new Date(2025, 11, 1, 0, 30);
    expect(nearDay(session('a', 2025, 11, 1, 0).startedAt, first)).toBe('today');
    expect(nearDay(session('a', 2025, 10, 30, 23).startedAt, first)).toBe('yesterday');
    expect(nearDay(before.startedAt, first)).toBeNull();
  });
});
