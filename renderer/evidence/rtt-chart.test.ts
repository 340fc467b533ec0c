import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { createFormat } from '../format.ts';
import { makeRttChart, rttRows, type RttSample } from './rtt-chart.ts';

const t = createTranslate('en');
const format = createFormat('en', t, 'UTC');

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

  it('says of each packet when it was sent and what became of it', () => {
    const model = chart([20, null]);
    expect(model && rttRows(model, t, format)).toEqual([
      ['0 s', '20 ms'],
      ['0.02 s', 'Lost'],
    ]);
  });

  it('has every packet between its scales', () => {
    const model = chart([0, 250, 31.5]);
    expect(model?.samples).toHaveLength(3);
    for (const { atMs, rttMs } of model?.samples ?? []) {
      expect(atMs).toBeLessThanOrEqual(model?.spanMs ?? 0);
      expect(rttMs).toBeLessThanOrEqual(model?.topMs ?? 0);
    }
  });

  it('has a span and a height for one packet, and for a hundred thousand', () => {
    expect(chart([0])).toMatchObject({ spanMs: 100, topMs: 1.1 });
    const many = chart(Array.from({ length: 100_000 }, (_, i) => i % 50));
    expect(many?.lost).toBe(0);
  });
});
