import { describe, expect, it } from 'vitest';
import type { ListItem } from '../../state/history-list.ts';
import { type Move, moveFrom } from './session-grid.ts';

/** `-` is the heading of a day. */
function list(shape: string): ListItem[] {
  return [...shape].map((sign, index) => {
    const key = `${index}`;
    return (
      sign === '-' ? { kind: 'day', key, day: '' } : { kind: 'session', key, session: {} }
    ) as ListItem;
  });
}

const items = list('-ab-c-def');

describe('moving through the list by keys', () => {
  it.each<[Move, number, number]>([
    ['ArrowDown', 1, 2],
    ['ArrowDown', 2, 4],
    ['ArrowDown', 8, 8],
    ['ArrowUp', 4, 2],
    ['ArrowUp', 1, 1],
    ['Home', 7, 1],
    ['End', 1, 8],
    ['PageDown', 1, 4],
    ['PageDown', 7, 8],
    ['PageUp', 8, 4],
    ['PageUp', 2, 1],
  ])('leads by %s from %d to %d', (key, from, to) => {
    expect(moveFrom(items, from, key, 3)).toBe(to);
  });

  it('leads nowhere in an empty list', () => {
    expect(moveFrom([], -1, 'Home', 3)).toBe(-1);
  });
});
