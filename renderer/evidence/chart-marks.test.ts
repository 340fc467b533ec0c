import { describe, expect, it } from 'vitest';
import { barsOf, unbrokenRuns } from './chart-marks.ts';

const isThere = (value: number | null) => value !== null;

describe('the runs of a line', () => {
  it('end where a value is missing', () => {
    expect(unbrokenRuns([10, 11, null, 12, 13, 14], isThere)).toEqual([
      [10, 11],
      [12, 13, 14],
    ]);
  });

  it('keep a value between two gaps', () => {
    expect(unbrokenRuns([null, 5, null, null, 6], isThere)).toEqual([[5], [6]]);
  });

  it('are none without values', () => {
    expect(unbrokenRuns([null, null], isThere)).toEqual([]);
    expect(unbrokenRuns([], isThere)).toEqual([]);
  });
});

describe('bars', () => {
  interface Sample {
    at: number;
    percent: number | null;
  }

  const bars = (data: Sample[]) =>
    barsOf<Sample>({
      data,
      width: 300,
      height: 30,
      y: ({ percent }) => percent,
      xGet: ({ at }) => at * 300,
      yGet: ({ percent }) => 30 - ((percent ?? 0) / 100) * 30,
    });

  it('stand where something was lost and nowhere else, inside of the plot', () => {
    const data = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, percent: at % 0.5 === 0 ? 100 : 0 }));
    const drawn = bars([...data, { at: 0.9, percent: null }]);
    expect(drawn).toEqual([
      { x: 0, y: 0, width: 12, height: 30 },
      { x: 144, y: 0, width: 12, height: 30 },
      { x: 288, y: 0, width: 12, height: 30 },
    ]);
  });

  it('can be seen however little was lost and however many samples there are', () => {
    const drawn = bars(Array.from({ length: 1000 }, (_, i) => ({ at: i / 1000, percent: 0.01 })));
    expect(drawn).toHaveLength(1000);
    expect(drawn.every(({ width, height }) => width === 2 && height === 2)).toBe(true);
  });
});
