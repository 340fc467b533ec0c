import type { Translate } from '../../shared/messages/translate.ts';
import { summarizeRtt } from '../../shared/rtt.ts';
import type { Format } from '../format.ts';

/** One packet of a stream; `rttMs` is null where it did not come back. `atMs` counts from any fixed instant. */
export interface RttSample {
  atMs: number;
  rttMs: number | null;
}

export interface RttChartModel {
  /** In the order of time; `atMs` counts from the first packet. */
  samples: RttSample[];
  spanMs: number;
  /** The top of the scale: above the slowest packet. */
  topMs: number;
  lost: number;
  /** The chart in one sentence. */
  summary: string;
}

/** A chart of 0.2 ms drawn over its full height would show chance, not the network. */
const minTopMs = 1;
const headroom = 1.1;
/** A single packet has no span, and nothing can be drawn over none. */
const minSpanMs = 100;

/** What the chart of a stream shows, and the same in words. Null where there is nothing to draw. */
export function makeRttChart(
  samples: readonly RttSample[],
  t: Translate,
  format: Format,
): RttChartModel | null {
  const ordered = [...samples].sort((a, b) => a.atMs - b.atMs);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (!first || !last) return null;
  const rttsMs = ordered.flatMap(({ rttMs }) => rttMs ?? []);
  const slowestMs = rttsMs.reduce((slowest, rttMs) => Math.max(slowest, rttMs), minTopMs);
  return {
    samples: ordered.map(({ atMs, rttMs }) => ({ atMs: atMs - first.atMs, rttMs })),
    spanMs: Math.max(minSpanMs, last.atMs - first.atMs),
    topMs: slowestMs * headroom,
    lost: ordered.length - rttsMs.length,
    summary: summaryOf(ordered.length, rttsMs, t, format),
  };
}

/** Each packet in words, its time and its round trip: what a person reads who does not see the chart. */
export function rttRows({ samples }: RttChartModel, t: Translate, format: Format): string[][] {
  return samples.map(({ atMs, rttMs }) => [
    t('window.unit.seconds', { value: format.number(atMs / 1000) }),
    rttMs === null ? t('window.chart.lost') : format.rtt(rttMs),
  ]);
}

function summaryOf(count: number, rttsMs: readonly number[], t: Translate, format: Format): string {
  const rtt = summarizeRtt(rttsMs);
  const lost = count - rttsMs.length;
  if (!rtt) return t('window.chart.allLost', { count });
  return t(lost === 0 ? 'window.chart.summaryNoLoss' : 'window.chart.summary', {
    count,
    lost,
    median: format.rtt(rtt.median),
    min: format.rtt(rtt.min),
    max: format.rtt(rtt.max),
  });
}
