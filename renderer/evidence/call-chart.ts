import type { Translate } from '../../shared/messages/translate.ts';
import { summarizeRtt } from '../../shared/rtt.ts';
import type { CallSample } from '../../shared/webrtc-results.ts';
import type { Format } from '../format.ts';

/** Round trip and loss of a call over its seconds. */
export interface CallChart {
  samples: readonly CallSample[];
  spanMs: number;
  topMs: number;
  topPercent: number;
  /** The chart in one sentence. */
  summary: string;
  /** Each moment in words, its time, round trip and loss: what a person reads who does not see the chart. */
  rows: string[][];
}

/** A chart of 0.2 ms drawn over its full height would show chance, not the network. */
const minTopMs = 1;
/** So does one of 0.1 % loss. */
const minTopPercent = 5;
const headroom = 1.15;
const minSpanMs = 100;

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
    rows: ordered.map(({ atMs, rttMs, lossPercent }) => [
      format.duration(atMs),
      rttMs === null ? t('window.evidence.noValue') : format.rtt(rttMs),
      lossPercent === null ? t('window.evidence.noValue') : format.percent(lossPercent),
    ]),
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
