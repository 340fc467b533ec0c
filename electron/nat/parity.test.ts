import { describe, expect, it } from 'vitest';
import { keepsParity, keepsPorts, type PortPair } from './parity.ts';

/** A socket each, local port and mapped port. */
const pairs = (...ports: [number, number][]): PortPair[] =>
  ports.map(([local, mapped], index) => ({ socket: `s${index}`, local, mapped }));

describe('ports', () => {
  it('are kept when each socket was seen with its own port at least once', () => {
    expect(keepsPorts([])).toBeNull();
    expect(keepsPorts(pairs([5000, 5000], [5001, 5001]))).toBe(true);
    expect(keepsPorts([...pairs([5000, 5000]), { socket: 's0', local: 5000, mapped: 7 }])).toBe(
      true,
    );
    expect(keepsPorts(pairs([5000, 5000], [5001, 9]))).toBe(false);
  });

  it('keep their parity only when five say so: fewer may be chance', () => {
    const even: [number, number][] = [
      [5000, 8],
      [5002, 6],
      [5001, 3],
      [5003, 77],
    ];
    expect(keepsParity(pairs(...even))).toBeNull();
    expect(keepsParity(pairs(...even, [5005, 1]))).toBe(true);
    expect(keepsParity(pairs(...even, [5005, 2]))).toBe(false);
    expect(keepsParity(pairs([5000, 5000]))).toBe(true);
    expect(keepsParity([])).toBeNull();
  });
});
