import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeSlots } from './row-slots.ts';

const slots = (rows: readonly { slot: number }[]) => rows.map(({ slot }) => slot);

describe('the elements of rows', () => {
  it('are taken over by rows that come into sight all at once', () => {
    const before = takeSlots([], ['a', 'b', 'c']);
    expect(slots(before)).toEqual([0, 1, 2]);
    expect(slots(takeSlots(before, ['x', 'y', 'z']))).toEqual([0, 1, 2]);
  });

  it('stay with rows that stay, and take no place on the other side of them', () => {
    const before = takeSlots([], ['a', 'b', 'c', 'd']);
    expect(takeSlots(before, ['c', 'x', 'y'])).toEqual([
      { key: 'c', slot: 2 },
      { key: 'x', slot: 3 },
      { key: 'y', slot: 4 },
    ]);
  });

  it('are one for each row, and keep their order, however a list is scrolled', () => {
    const range = fc.record({
      first: fc.nat(60),
      count: fc.integer({ min: 0, max: 12 }),
      active: fc.nat(70),
    });
    const rowsOf = ({ first, count, active }: { first: number; count: number; active: number }) =>
      [...new Set([...Array.from({ length: count }, (_, n) => first + n), active])]
        .sort((a, b) => a - b)
        .map(String);
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), (ranges) => {
        let rows: ReturnType<typeof takeSlots> = [];
        for (const keys of ranges.map(rowsOf)) {
          const before = rows;
          rows = takeSlots(before, keys);
          expect(rows.map(({ key }) => key)).toEqual(keys);
          expect(new Set(slots(rows)).size).toBe(rows.length);
          for (const { key, slot } of before) {
            const kept = rows.find((row) => row.key === key);
            if (kept) expect(kept.slot).toBe(slot);
          }
          const places = slots(rows)
            .map((slot) => slots(before).indexOf(slot))
            .filter((place) => place >= 0);
          expect(places).toEqual(places.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});
