import { estimateVoiceQuality, type VoiceQuality } from '../../shared/e-model.ts';
import type { RelayStream, TurnRelayResult } from '../../shared/report.ts';
import type { RelayMtu } from './mtu-search.ts';
import type { RelayPeer } from './relay-peer.ts';
import { samplesOf, type StreamStatistics, summarizeStreams } from './stream-statistics.ts';
import { highestMbps, type Throughput } from './throughput-ramp.ts';

/** What a relay test has measured so far; null for what it did not come to. */
export interface RelayMeasurement {
  peer: RelayPeer | null;
  indications: StreamStatistics | null;
  channelData: StreamStatistics | null;
  mtu: RelayMtu | null;
  throughput: Throughput | null;
}

/** In the shape of the report. Null where no stream came to its end: its packets are under way, not lost. */
export function relayResult(measured: RelayMeasurement): TurnRelayResult | null {
  const { peer, indications, channelData, mtu, throughput } = measured;
  const streams = [indications, channelData].filter((stream) => stream !== null);
  if (streams.length === 0) return null;
  const { jitterMs, ...together } = summarizeStreams(streams);
  const voiceQuality = voiceQualityOf({ jitterMs, ...together });
  return {
    ...together,
    throughputMbps: throughput && highestMbps(throughput),
    mos: voiceQuality?.mos ?? null,
    jitterMs,
    streams: {
      indications: indications?.result() ?? null,
      channelData: channelData?.result() ?? null,
    },
    voiceQuality,
    samples: samplesOf(streams),
    ...(throughput && { throughput }),
    ...(mtu && { mtu }),
    ...(peer && { peer: { kind: peer.kind, endpoint: peer.endpoint, steps: [...peer.steps] } }),
  };
}

/**
 * How a call between two persons sounds who are both as far from the relay as this computer. The way of a packet through the
 * test is twice such a call's way from mouth to ear: up to the relay and down to the peer, and the same back. So the half
 * of the round trip is what the E-model wants, of the loss it is the part that one of two equal ways has, and the jitter,
 * which holds that of both ways, is at least that of one: the estimate is rather too low than too high.
 */
function voiceQualityOf({ rttMs, jitterMs, lossPercent }: RelayStream): VoiceQuality | null {
  if (!rttMs) return null;
  return estimateVoiceQuality({
    rttMs: rttMs.median,
    jitterMs: jitterMs ?? 0,
    lossPercent: oneWayLossPercent(lossPercent),
  });
}

/** What each of two equal ways loses, where both together lose so much. */
export function oneWayLossPercent(bothWaysPercent: number): number {
  const arrives = Math.sqrt(1 - bothWaysPercent / 100);
  return Math.round((1 - arrives) * 10_000) / 100;
}
