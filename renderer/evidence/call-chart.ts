import type { Translate } from '../../shared/messages/translate.ts';
import { summarizeRtt } from '../../shared/rtt.ts';
import type { CallSample } from '../../shared/webrtc-results.ts';
import type { Format } from '../format.ts';
import { linePath, niceTicks, type Tick } from './chart-scale.ts';

/** A moment in words: what a person reads who does not see the chart. */
export interface CallChartRow {
  key: number;
  at: string;
  rtt: string;
  loss: string;
}

/** Round trip and loss of a call over its seconds. */
export interface CallChart {
  samples: readonly CallSample[];
  spanMs: number;
  topMs: number;
  topPercent: number;
  /** The chart in one sentence. */
  summary: string;
  rows: CallChartRow[];
}

/** The chart in pixels: a line above, bars below, one axis of time. */
export interface CallDrawing {
  path: string;
  bars: { x: number; y: number; width: number; height: number }[];
  xTicks: Tick[];
  rttTicks: Tick[];
  lossTicks: Tick[];
}

export interface CallPlot {
  widthPx: number;
  rttHeightPx: number;
  lossHeightPx: number;
}

/** A chart of 0.2 ms drawn over its full height would show chance, not the network. */
const minTopMs = 1;
/** So does one of 0.1 % loss. */
const minTopPercent = 5;
const headroom = 1.15;
const minSpanMs = 100;
const tickSpacePx = 90;
const rttTickCount = 3;
const minBarPx = 2;
const maxBarPx = 12;

/** What the chart of a call shows, and the same in words. Null where there is nothing to draw. */
export function makeCallChart(
  samples: readonly CallSample[],
  t: Translate,
  format: Format,
): CallChart | null {
  const ordered = [...samples].sort((a, b) => a.atMs - b.atMs);
  const last = ordered.at(-1);
  if (!last) return null;
  const rtts = ordered.flatMap(({ rttMs }) => rttMs ?? []);
  const losses = ordered.flatMap(({ lossPercent }) => lossPercent ?? []);
  return {
    samples: ordered,
    spanMs: Math.max(minSpanMs, last.atMs),
    topMs: Math.max(minTopMs, ...rtts) * headroom,
    topPercent: Math.min(100, Math.max(minTopPercent, ...losses)),
    summary: summaryOf(last.atMs, rtts, losses, t, format),
    rows: ordered.map(({ atMs, rttMs, lossPercent }, key) => ({
      key,
      at: format.duration(atMs),
      rtt: rttMs === null ? t('window.evidence.noValue') : format.rtt(rttMs),
      loss: lossPercent === null ? t('window.evidence.noValue') : format.percent(lossPercent),
    })),
  };
}

export function drawCallChart(chart: CallChart, plot: CallPlot): CallDrawing {
  const { samples, spanMs, topMs, topPercent } = chart;
  const { widthPx, rttHeightPx, lossHeightPx } = plot;
  const x = (atMs: number) => (atMs / spanMs) * widthPx;
  const y = (rttMs: number) => rttHeightPx - (rttMs / topMs) * rttHeightPx;
  const lossY = (percent: number) => lossHeightPx - (percent / topPercent) * lossHeightPx;
  const barPx = Math.min(maxBarPx, Math.max(minBarPx, widthPx / samples.length - 2));
  return {
    path: linePath(
      samples.map(({ atMs, rttMs }) => ({ x: x(atMs), y: rttMs === null ? null : y(rttMs) })),
    ),
    bars: samples
      .filter(({ lossPercent }) => (lossPercent ?? 0) > 0)
      .map(({ atMs, lossPercent }) => {
        const top = Math.min(lossHeightPx - minBarPx, lossY(lossPercent ?? 0));
        const left = Math.min(widthPx - barPx, Math.max(0, x(atMs) - barPx / 2));
        return { x: left, y: top, width: barPx, height: lossHeightPx - top };
      }),
    xTicks: niceTicks(spanMs, Math.max(1, Math.floor(widthPx / tickSpacePx))).map((value) => ({
      value,
      at: x(value),
    })),
    rttTicks: niceTicks(topMs, rttTickCount).map((value) => ({ value, at: y(value) })),
    lossTicks: [0, topPercent].map((value) => ({ value, at: lossY(value) })),
  };
}

function summaryOf(
  spanMs: number,
  rtts: readonly number[],
  losses: readonly number[],
  t: Translate,
  format: Format,
): string {
  const rtt = summarizeRtt(rtts);
  const worst = Math.max(0, ...losses);
  const loss =
    worst === 0
      ? t('webrtc.chart.lossNone')
      : t('webrtc.chart.lossUpTo', { percent: format.percent(worst) });
  const time = format.duration(spanMs);
  if (!rtt) return t('webrtc.chart.noRtt', { time, loss });
  return t('webrtc.chart.summary', {
    time,
    loss,
    median: format.rtt(rtt.median),
    min: format.rtt(rtt.min),
    max: format.rtt(rtt.max),
  });
}
