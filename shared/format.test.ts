import { describe, expect, it } from 'vitest';
import { formatInstant, formatMs } from './format.ts';

describe('formatMs', () => {
  it.each([
    [0, '0 ms'],
    [0.04, '0 ms'],
    [0.24, '0.2 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [24.4, '24 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [2134, '2.1 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min 0 s'],
    [600_000, '10 min 0 s'],
  ])('writes %d as %s', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });
});

describe('formatInstant', () => {
  it('writes an instant as UTC, whatever offset it came with', () => {
    expect(formatInstant('2026-03-02T14:02:11.250Z')).toBe('2026-03-02 14:02:11 UTC');
    expect(formatInstant('2026-03-02T22:02:11+08:00')).toBe('2026-03-02 14:02:11 UTC');
  });

  it('leaves what is no time as it is', () => {
    expect(formatInstant('next Tuesday')).toBe('next Tuesday');
  });
});
