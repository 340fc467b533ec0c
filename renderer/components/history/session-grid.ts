import type { ListItem } from '../../state/history-list.ts';

/** Heights are fixed, so that the place of every row is known without drawing it. Those of the styles are the same. */
export const rowPx = { day: 38, session: 65 } as const;

/** The keys that move the focus to another session. */
export type Move = 'ArrowDown' | 'ArrowUp' | 'PageDown' | 'PageUp' | 'Home' | 'End';

const moves: ReadonlySet<string> = new Set<Move>([
  'ArrowDown',
  'ArrowUp',
  'PageDown',
  'PageUp',
  'Home',
  'End',
]);

export function isMove(key: string): key is Move {
  return moves.has(key);
}

/** The index of the session that a key leads to from the one at `index`; headings are passed. -1 where there is none. */
export function moveFrom(
  items: readonly ListItem[],
  index: number,
  key: Move,
  pageRows: number,
): number {
  switch (key) {
    case 'Home':
      return nextSession(items, 0, 1);
    case 'End':
      return nextSession(items, items.length - 1, -1);
    case 'ArrowDown':
      return orStay(nextSession(items, index + 1, 1), index);
    case 'ArrowUp':
      return orStay(nextSession(items, index - 1, -1), index);
    case 'PageDown': {
      const target = Math.min(items.length - 1, index + pageRows);
      return orStay(nextSession(items, target, 1), nextSession(items, target, -1));
    }
    case 'PageUp': {
      const target = Math.max(0, index - pageRows);
      return orStay(nextSession(items, target, -1), nextSession(items, target, 1));
    }
  }
}

function orStay(target: number, otherwise: number): number {
  return target < 0 ? otherwise : target;
}

/** The first session at `index` or further in the direction of `step`; headings never stand beside each other. */
function nextSession(items: readonly ListItem[], index: number, step: 1 | -1): number {
  if (items[index]?.kind === 'session') return index;
  return items[index + step]?.kind === 'session' ? index + step : -1;
}
