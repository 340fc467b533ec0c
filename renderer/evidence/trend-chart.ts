import type { TrendPoint } from '../../shared/history.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Format } from '../format.ts';

/** A check in a chart. `atMs` is Unix time. */
export interface TrendSample extends TrendPoint {
  atMs: number;
}

export interface TrendChartModel {
  /** In the order of time. */
  samples: TrendSample[];
  /** What is drawn from the left to the right, Unix time. */
  fromMs: number;
  toMs: number;
  /** The top of each scale: above the highest value. */
  topRttMs: number;
  topLossPercent: number;
  hasRtt: boolean;
  hasLoss: boolean;
}

/** A chart of 2 ms drawn over its full height would show chance, not the network. */
const minTopRttMs = 10;
const minTopLossPercent = 5;
const headroom = 1.1;
/** Nothing can be drawn over no time; a single check stands in the middle of an hour. */
const minSpanMs = 3_600_000;

/** Null where there is nothing to draw. Checks whose time is none are left out: they have no place. */
export function makeTrendChart(points: readonly TrendPoint[]): TrendChartModel | null {
  const samples = points
    .map((point) => ({ ...point, atMs: Date.parse(point.startedAt) }))
    .filter(({ atMs }) => !Number.isNaN(atMs))
    .sort((a, b) => a.atMs - b.atMs);
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return null;
  const missingMs = Math.max(0, minSpanMs - (last.atMs - first.atMs)) / 2;
  const rtts = samples.flatMap(({ rttMs }) => rttMs ?? []);
  const losses = samples.flatMap(({ lossPercent }) => lossPercent ?? []);
  return {
    samples,
    fromMs: first.atMs - missingMs,
    toMs: last.atMs + missingMs,
    topRttMs: highest(rtts, minTopRttMs) * headroom,
    topLossPercent: Math.min(100, highest(losses, minTopLossPercent) * headroom),
    hasRtt: rtts.length > 0,
    hasLoss: losses.length > 0,
  };
}

/** Not by spreading: there may be more values than a call takes. */
function highest(values: readonly number[], least: number): number {
  return values.reduce((top, value) => Math.max(top, value), least);
}

/** A check in words: what a person hears who goes through the chart by keys. */
export function trendText(point: TrendPoint, t: Translate, format: Format): string {
  const parts = [
    t(point.level === null ? 'history.trends.noVerdict' : `report.level.${point.level}`),
    point.rttMs === null ? '' : t('history.trends.rttText', { rtt: format.rtt(point.rttMs) }),
    point.lossPercent === null
      ? ''
      : t('history.trends.lossText', { loss: format.percent(point.lossPercent) }),
  ].filter(Boolean);
  return t('history.trends.pointText', {
    time: format.dateTime(point.startedAt),
    parts: format.list(parts),
  });
}

/** The check that is drawn nearest to a time. */
export function nearestSample(samples: readonly TrendSample[], atMs: number): number {
  let nearest = 0;
  samples.forEach((sample, index) => {
    const best = samples[nearest];
    if (best && Math.abs(sample.atMs - atMs) < Math.abs(best.atMs - atMs)) nearest = index;
  });
  return nearest;
}
