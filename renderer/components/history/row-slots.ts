/** A row that is drawn, and the element that shows it. */
export interface SlottedRow {
  key: string;
  slot: number;
}

/**
 * Which elements show the rows `keys`, after they showed `before`. A row keeps its element. One that comes into sight takes that of a
 * row that left, where this needs no other element to be moved: a moved one would lose the focus. Texts are changed in less
 * time than an element is made.
 */
export function takeSlots(before: readonly SlottedRow[], keys: readonly string[]): SlottedRow[] {
  const slotOf = new Map(before.map(({ key, slot }) => [key, slot]));
  const wanted = new Set(keys);
  let next = 1 + Math.max(-1, ...slotOf.values());
  let at = 0;
  return keys.map((key) => {
    const own = slotOf.get(key);
    if (own !== undefined) {
      at = Math.max(at, 1 + before.findIndex((row) => row.key === key));
      return { key, slot: own };
    }
    const left = before[at];
    if (!left || wanted.has(left.key)) return { key, slot: next++ };
    at += 1;
    return { key, slot: left.slot };
  });
}
