import { describe, expect, it } from 'vitest';
import { chosenParts, everything, toSessionFilter, without } from './history-filter.ts';

const now = new Date(2026, 2, 15, 14, 30);

/** The start of a day of this computer. */
function day(year: number, month: number, date: number): string {
  return new Date(year, month - 1, date).toISOString();
}

describe('toSessionFilter', () => {
  it('is none where nothing was chosen, and blanks are nothing', () => {
    expect(toSessionFilter(everything, now)).toBeUndefined();
    expect(toSessionFilter({ ...everything, text: '  ' }, now)).toBeUndefined();
  });

  it.each([
    ['today', day(2026, 3, 15)],
    ['week', day(2026, 3, 9)],
    ['month', day(2026, 2, 14)],
  ] as const)('begins %s at the start of a day', (period, from) => {
    expect(toSessionFilter({ ...everything, period }, now)).toEqual({ from });
  });

  it('has the last chosen day in it, also at the end of a month', () => {
    const choice = {
      ...everything,
      period: 'days',
      fromDay: '2026-02-27',
      toDay: '2026-02-28',
    } as const;
    expect(toSessionFilter(choice, now)).toEqual({ from: day(2026, 2, 27), to: day(2026, 3, 1) });
  });

  it('leaves a range open that has no day', () => {
    const choice = { ...everything, period: 'days', toDay: '2026-03-01' } as const;
    expect(toSessionFilter(choice, now)).toEqual({ to: day(2026, 3, 2) });
    expect(toSessionFilter({ ...everything, period: 'days' }, now)).toBeUndefined();
  });

  it('says "not imported" as well as "imported"', () => {
    expect(toSessionFilter({ ...everything, imported: false }, now)).toEqual({ imported: false });
  });
});

describe('without', () => {
  it('takes one part out and leaves the others', () => {
    const choice = { ...everything, text: 'vpn', period: 'days', fromDay: '2026-02-27' } as const;
    expect(chosenParts(choice)).toEqual(['text', 'period']);
    expect(without(choice, 'period')).toEqual({ ...everything, text: 'vpn' });
    expect(chosenParts(without(without(choice, 'period'), 'text'))).toEqual([]);
  });
});
