import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeResult, Rtt, TurnRelayResult } from '../../shared/report.ts';
import type { Format } from '../format.ts';
import type { RttSample } from './rtt-chart.ts';

/** A stream through a relay as numbers: a column for each way of sending, the first one for all together. */
export interface StreamTable {
  columns: string[];
  rows: { label: string; values: string[] }[];
}

export interface RelayStreamModel {
  table: StreamTable;
  samples: RttSample[];
  /** The estimated voice quality with what went into it; null where it was not estimated. */
  voice: string | null;
  throughput: { rows: { offered: string; delivered: string; lost: string }[]; end: string } | null;
  largestPacket: string | null;
}

interface Numbers {
  sent: number;
  received: number;
  duplicated: number;
  reordered: number;
  lossPercent: number;
  rttMs: Rtt | null;
  jitterMs?: number | null | undefined;
}

const nothing = '–';

/** What a relay test measured; null for other tests, and where nothing was sent. */
export function makeRelayStream(
  probe: ProbeResult,
  t: Translate,
  format: Format,
): RelayStreamModel | null {
  const result = relayResultOf(probe);
  if (!result || result.sent === 0) return null;
  return {
    table: streamTable(result, t, format),
    samples: (result.samples ?? []).map(({ sentAtMs, rttMs }) => ({ atMs: sentAtMs, rttMs })),
    voice: voiceText(result, t, format),
    throughput: throughputOf(result, t, format),
    largestPacket: largestPacketText(result, t, format),
  };
}

function relayResultOf(probe: ProbeResult): TurnRelayResult | null {
  if (probe.kind === 'turn.relay') return probe.result;
  return probe.kind === 'relay.baseline' ? (probe.result?.relay ?? null) : null;
}

function streamTable(result: TurnRelayResult, t: Translate, format: Format): StreamTable {
  const streams: [string, Numbers][] = [[t('window.stream.all'), result]];
  const { indications, channelData } = result.streams ?? {};
  if (indications) streams.push([t('window.stream.indications'), indications]);
  if (channelData) streams.push([t('window.stream.channelData'), channelData]);
  const row = (label: string, text: (numbers: Numbers) => string) => ({
    label,
    values: streams.map(([, numbers]) => text(numbers)),
  });
  const ms = (value: number | null | undefined) =>
    value === null || value === undefined ? nothing : format.rtt(value);
  return {
    columns: streams.map(([name]) => name),
    rows: [
      row(t('window.evidence.sent'), ({ sent }) => format.number(sent)),
      row(t('window.stream.returned'), ({ received }) => format.number(received)),
      row(t('window.evidence.lossPercent'), ({ lossPercent }) => format.percent(lossPercent)),
      row(t('window.evidence.duplicated'), ({ duplicated }) => format.number(duplicated)),
      row(t('window.evidence.reordered'), ({ reordered }) => format.number(reordered)),
      row(t('window.stream.median'), ({ rttMs }) => ms(rttMs?.median)),
      row(t('window.stream.p95'), ({ rttMs }) => ms(rttMs?.p95)),
      row(t('window.stream.max'), ({ rttMs }) => ms(rttMs?.max)),
      row(t('window.stream.jitter'), ({ jitterMs, rttMs }) => ms(jitterMs ?? rttMs?.jitter)),
    ],
  };
}

function voiceText(
  { mos, voiceQuality }: TurnRelayResult,
  t: Translate,
  format: Format,
): string | null {
  if (voiceQuality) {
    return t('window.stream.voice', {
      mos: format.number(voiceQuality.mos),
      rating: format.number(voiceQuality.rating),
      codec: voiceQuality.codec,
      delay: format.rtt(voiceQuality.oneWayDelayMs),
      buffer: format.rtt(voiceQuality.jitterBufferMs),
      loss: format.percent(voiceQuality.lossPercent),
    });
  }
  return mos === null ? null : t('window.stream.voiceOnly', { mos: format.number(mos) });
}

function throughputOf({ throughput }: TurnRelayResult, t: Translate, format: Format) {
  if (!throughput) return null;
  const rate = (value: number) => t('window.stream.rate', { value: format.number(value) });
  return {
    rows: throughput.steps.map(({ offeredMbps, deliveredMbps, lossPercent }) => ({
      offered: rate(offeredMbps),
      delivered: rate(deliveredMbps),
      lost: format.percent(lossPercent),
    })),
    end: t('window.stream.end', {
      why: t(`report.rampEnd.${throughput.endedBy}`),
      megabytes: format.number(Math.round(throughput.bytes / 1e5) / 10),
    }),
  };
}

function largestPacketText({ mtu }: TurnRelayResult, t: Translate, format: Format): string | null {
  if (!mtu) return null;
  const lost = mtu.tried.filter(({ returned }) => !returned).map(({ bytes }) => bytes);
  const bytes = format.number(mtu.largestBytes);
  return lost.length === 0
    ? t('window.stream.largest', { bytes })
    : t('window.stream.largestThenLost', { bytes, lost: format.number(Math.min(...lost)) });
}
