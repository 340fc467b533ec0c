import type { CallSample, WebrtcMediaResult } from '../../shared/webrtc-results.ts';

/** One entry of getStats with the members that are read here (W3C webrtc-stats). Times are seconds. */
export interface Stat {
  id: string;
  type: string;
  kind?: string;
  codecId?: string;
  mimeType?: string;
  nominated?: boolean;
  state?: string;
  bytesReceived?: number;
  packetsSent?: number;
  packetsReceived?: number;
  packetsLost?: number;
  jitter?: number;
  roundTripTime?: number;
  totalRoundTripTime?: number;
  roundTripTimeMeasurements?: number;
  responsesReceived?: number;
  currentRoundTripTime?: number;
  availableOutgoingBitrate?: number;
  concealedSamples?: number;
  totalSamplesReceived?: number;
  framesSent?: number;
  framesReceived?: number;
  framesDecoded?: number;
  framesDropped?: number;
  freezeCount?: number;
  lastPacketSentTimestamp?: number;
  selectedCandidatePairId?: string;
}

/** What both ends say of a call at one moment. */
export interface MediaMoment {
  /** Since the first packet was waited for. */
  atMs: number;
  caller: readonly Stat[];
  callee: readonly Stat[];
}

type Kind = 'audio' | 'video';
type Totals = Pick<WebrtcMediaResult, 'rttMs' | 'availableOutgoingKbps' | 'audio' | 'video'>;

/**
 * Sums up a call that lasted from its start to `end`. Concealed sound counts from `settled` on: before, the player waits for
 * the first packet, and that is no loss.
 */
export function readMedia(settled: MediaMoment, end: MediaMoment): Totals {
  const pair = selectedPair(end.caller);
  const available = pair?.availableOutgoingBitrate;
  const audio = inbound(end, 'audio');
  const video = inbound(end, 'video');
  return {
    rttMs: meanRtt(end),
    availableOutgoingKbps: available === undefined ? null : round(available / 1000),
    audio: audio
      ? {
          ...common(end, 'audio', audio),
          concealedSamples: since(settled, audio, 'concealedSamples'),
          totalSamplesReceived: since(settled, audio, 'totalSamplesReceived'),
        }
      : null,
    video: video
      ? {
          ...common(end, 'video', video),
          framesSent: outbound(end, 'video')?.framesSent ?? 0,
          framesReceived: video.framesReceived ?? 0,
          framesDecoded: video.framesDecoded ?? 0,
          framesDropped: video.framesDropped ?? 0,
          freezeCount: video.freezeCount ?? 0,
        }
      : null,
  };
}

/** What happened between two moments. */
export function sampleMedia(before: MediaMoment, now: MediaMoment): CallSample {
  const difference = (read: (moment: MediaMoment) => number) => read(now) - read(before);
  const received = difference(packetsReceived);
  const lost = Math.max(0, difference(packetsLost));
  const bytes = difference(bytesReceived);
  const elapsedMs = now.atMs - before.atMs;
  return {
    atMs: Math.round(now.atMs),
    rttMs: newestRtt(now),
    lossPercent: received + lost === 0 ? null : (lost / (received + lost)) * 100,
    kbps: elapsedMs > 0 ? round((bytes * 8) / elapsedMs) : null,
  };
}

/** Packets of sound and picture that have arrived. */
export function packetsReceived(moment: MediaMoment): number {
  return sum(moment, 'packetsReceived');
}

function packetsLost(moment: MediaMoment): number {
  return sum(moment, 'packetsLost');
}

function bytesReceived(moment: MediaMoment): number {
  return sum(moment, 'bytesReceived');
}

function sum(moment: MediaMoment, member: 'packetsReceived' | 'packetsLost' | 'bytesReceived') {
  return moment.callee
    .filter(({ type }) => type === 'inbound-rtp')
    .reduce((total, stat) => total + (stat[member] ?? 0), 0);
}

function common(end: MediaMoment, kind: Kind, arrived: Stat) {
  const codec = end.callee.find(({ id }) => id === arrived.codecId)?.mimeType;
  const received = arrived.packetsReceived ?? 0;
  // Duplicates make it negative (RFC 3550 section 6.4.1).
  const lost = arrived.packetsLost ?? 0;
  const expected = received + Math.max(0, lost);
  return {
    codec: codec ?? null,
    kbps: end.atMs > 0 ? round(((arrived.bytesReceived ?? 0) * 8) / end.atMs) : null,
    packetsSent: outbound(end, kind)?.packetsSent ?? 0,
    packetsReceived: received,
    packetsLost: lost,
    lossPercent: expected === 0 ? 0 : (Math.max(0, lost) / expected) * 100,
    jitterMs: arrived.jitter === undefined ? null : round(arrived.jitter * 1000),
  };
}

function since(
  settled: MediaMoment,
  now: Stat,
  member: 'concealedSamples' | 'totalSamplesReceived',
): number {
  return Math.max(0, (now[member] ?? 0) - (inbound(settled, 'audio')?.[member] ?? 0));
}

function inbound({ callee }: MediaMoment, kind: Kind): Stat | undefined {
  return callee.find((stat) => stat.type === 'inbound-rtp' && stat.kind === kind);
}

function outbound({ caller }: MediaMoment, kind: Kind): Stat | undefined {
  return caller.find((stat) => stat.type === 'outbound-rtp' && stat.kind === kind);
}

/** The mean of what the media's own reports measured; of the connectivity checks where there was no report yet. */
function meanRtt({ caller }: MediaMoment): number | null {
  const reports = caller.filter(({ type }) => type === 'remote-inbound-rtp');
  const count = reports.reduce((total, stat) => total + (stat.roundTripTimeMeasurements ?? 0), 0);
  const seconds = reports.reduce((total, stat) => total + (stat.totalRoundTripTime ?? 0), 0);
  if (count > 0) return round((seconds / count) * 1000);
  const pair = selectedPair(caller);
  if (!pair?.responsesReceived || pair.totalRoundTripTime === undefined) return null;
  return round((pair.totalRoundTripTime / pair.responsesReceived) * 1000);
}

function newestRtt({ caller }: MediaMoment): number | null {
  const reports = caller.filter(({ type }) => type === 'remote-inbound-rtp');
  const times = reports.flatMap(({ roundTripTime }) => roundTripTime ?? []);
  const seconds = times.at(-1) ?? selectedPair(caller)?.currentRoundTripTime;
  return seconds === undefined ? null : round(seconds * 1000);
}

function selectedPair(stats: readonly Stat[]): Stat | undefined {
  const id = stats.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  return stats.find((stat) => stat.id === id);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
