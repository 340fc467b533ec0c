import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { createFormat } from '../format.ts';
import { linePath, niceTicks } from './chart-scale.ts';
import { drawRttChart, makeRttChart, type RttSample } from './rtt-chart.ts';

const t = createTranslate('en');
const format = createFormat('en', t, 'UTC');
const plot = { widthPx: 400, heightPx: 100 };

function chart(rtts: (number | null)[]) {
  const samples: RttSample[] = rtts.map((rttMs, i) => ({ atMs: 5000 + i * 20, rttMs }));
  return makeRttChart(samples, t, format);
}

describe('the chart of a stream', () => {
  it('is nothing without packets', () => {
    expect(chart([])).toBeNull();
  });

  it('says the same in a sentence: how many, how many lost, how long', () => {
    expect(chart([20, null, 30, 25])?.summary).toBe(
      '4 packets, 1 lost. Round trip: median 25 ms, from 20 ms to 30 ms.',
    );
    expect(chart([20, 30])?.summary).toContain('none lost');
    expect(chart([null, null])?.summary).toBe('2 packets were sent and none came back.');
  });

  it('counts its time from the first packet, whatever the order of the samples', () => {
    const model = makeRttChart(
      [
        { atMs: 40, rttMs: 2 },
        { atMs: 20, rttMs: 1 },
      ],
      t,
      format,
    );
    expect(model?.samples).toEqual([
      { atMs: 0, rttMs: 1 },
      { atMs: 20, rttMs: 2 },
    ]);
  });

  it('leaves a gap in the line where a packet was lost, and marks its place', () => {
    const model = chart([10, 10, null, 10, 10, 10]);
    const drawing = model && drawRttChart(model, plot);
    expect(drawing?.path.match(/M/g)).toHaveLength(2);
    expect(drawing?.lostAt).toEqual([160]);
  });

  it('keeps every packet inside the drawing', () => {
    const model = chart([0, 250, 31.5]);
    const drawing = model && drawRttChart(model, plot);
    const numbers = [...(drawing?.path ?? '').matchAll(/([\d.-]+),([\d.-]+)/g)];
    expect(numbers).toHaveLength(3);
    for (const [, x, y] of numbers) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(plot.widthPx);
      expect(Number(y)).toBeGreaterThanOrEqual(0);
      expect(Number(y)).toBeLessThanOrEqual(plot.heightPx);
    }
  });

  it('draws one packet, and a hundred thousand', () => {
    const one = chart([12]);
    expect(one && drawRttChart(one, plot).path).toMatch(/^M0,[\d.]+h0$/);
    const many = chart(Array.from({ length: 100_000 }, (_, i) => i % 50));
    expect(many?.lost).toBe(0);
  });
});

describe('ticks', () => {
  it.each([
    [27.3, 4, [0, 10, 20]],
    [100, 4, [0, 50, 100]],
    [1.1, 4, [0, 0.5, 1]],
    [2000, 6, [0, 500, 1000, 1500, 2000]],
    [0, 4, [0]],
  ])('are round values up to %d', (top, count, expected) => {
    expect(niceTicks(top, count)).toEqual(expected);
  });

  it('are never more than asked for, and one for zero', () => {
    for (let top = 0.01; top < 10_000; top *= 1.37) {
      expect(niceTicks(top, 4).length).toBeLessThanOrEqual(5);
      expect(niceTicks(top, 4).length).toBeGreaterThan(1);
    }
  });
});

describe('a line', () => {
  it('shows a packet between two lost ones as a dot', () => {
    const points = [
      { x: 0, y: null },
      { x: 5, y: 5 },
      { x: 10, y: null },
    ];
    expect(linePath(points)).toBe('M5,5h0');
  });
});
