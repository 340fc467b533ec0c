import { estimateVoiceQuality } from '../../shared/e-model.ts';
import type { ProbeOf } from '../../shared/report.ts';
import { summarizeRtt } from '../../shared/rtt.ts';
import { type Evidence, probesOf } from './evidence.ts';
import { hostOf, ownerOfMedia } from './owner.ts';
import type { Match, Rule } from './rules.ts';
import { connected, normalTarget, triedCalls, type TriedCall } from './webrtc-evidence.ts';
import { inTime } from './webrtc-pace.ts';

/** Below this "some users are dissatisfied" becomes "many" (ITU-T G.107, annex B: R = 70). */
const tolerableMos = 3.6;
/** What listeners notice as another quality: half a step of the five of the scale (ITU-T P.800). */
const noticeableMos = 0.5;
/** Concealment hides one or two lost packets of a hundred; so many more than messages lose are not chance. */
const noticeableLossPercent = 3;
/** A conversation bears 150 ms one way (ITU-T G.114): a third of that, there and back, is no longer chance. */
const noticeableRttMs = 100;

interface MediaTest {
  probe: ProbeOf<'webrtc.media'>;
  result: NonNullable<ProbeOf<'webrtc.media'>['result']>;
  /** The call with messages over the same path; null where there is none. */
  call: TriedCall | null;
}

/** Findings about sound and picture: whether they arrive, and whether they fare worse than plain messages. */
export const webrtcMediaRules: readonly Rule[] = [
  {
    code: 'webrtc-media-failed',
    severity: 'warning',
    level: 'degraded',
    owner: ownerOfMedia,
    match: (evidence) =>
      mediaTests(evidence)
        .filter(({ result, call }) => call !== null && !isFlowing(result))
        .map(matchOf),
  },
  {
    code: 'webrtc-media-worse',
    severity: 'warning',
    level: 'degraded',
    owner: 'network',
    absorbs: ['webrtc-voice-poor'],
    match: (evidence) => mediaTests(evidence).filter(isWorse).map(matchOf),
  },
  {
    code: 'webrtc-voice-poor',
    severity: 'warning',
    level: 'degraded',
    owner: 'network',
    match: (evidence) =>
      mediaTests(evidence)
        .filter(({ result }) => isFlowing(result) && isOutside(result) && result.mos !== null)
        .filter(({ result }) => (result.mos ?? 0) < tolerableMos)
        .map(matchOf),
  },
];

function mediaTests(evidence: Evidence): MediaTest[] {
  return probesOf(inTime(evidence), 'webrtc.media').flatMap((probe) => {
    const { result, status } = probe;
    if (!result || status === 'skipped' || status === 'inconclusive') return [];
    const calls = connected(triedCalls(evidence, result.path));
    const call = calls.find(
      (one) =>
        result.path !== 'relay' ||
        (one.probe.target === probe.target && one.probe.transport === probe.transport),
    );
    return [{ probe, result, call: call ?? null }];
  });
}

/** The relay that sound and picture went through, in the shortest form of its URI. */
function mediaServer({ probe, result }: Pick<MediaTest, 'probe' | 'result'>): string {
  return normalTarget(result.selectedPair?.local.server ?? probe.target);
}

function isFlowing({ connected: isConnected, audio, video }: MediaTest['result']): boolean {
  return isConnected && ((audio?.packetsReceived ?? 0) > 0 || (video?.packetsReceived ?? 0) > 0);
}

/**
 * Lost more, later, or sounding worse than the messages over the same path: by more than chance. What never leaves this
 * computer says nothing about a network: there it is only busy.
 */
function isWorse({ result, call }: MediaTest): boolean {
  const stream = call?.result.stream;
  if (!stream || !isFlowing(result) || !isOutside(result)) return false;
  const rttMs = stream.rttMs?.median ?? null;
  const isLossier = lossOf(result) - stream.lossPercent >= noticeableLossPercent;
  const mediaRttMs = usualRttMs(result);
  const isLater = rttMs !== null && mediaRttMs !== null && mediaRttMs - rttMs >= noticeableRttMs;
  const expected =
    rttMs === null
      ? null
      : estimateVoiceQuality({
          rttMs,
          jitterMs: stream.jitterMs ?? 0,
          lossPercent: stream.lossPercent,
        });
  const isWorseVoice =
    expected !== null && result.mos !== null && expected.mos - result.mos >= noticeableMos;
  return isLossier || isLater || isWorseVoice;
}

function isOutside({ path }: MediaTest['result']): boolean {
  return path === 'srflx' || path === 'relay';
}

/** One late moment, as when sound and picture start, is chance: the median of all decides. */
function usualRttMs({ samples, rttMs }: MediaTest['result']): number | null {
  return summarizeRtt(samples.flatMap((sample) => sample.rttMs ?? []))?.median ?? rttMs;
}

function lossOf({ audio, video }: MediaTest['result']): number {
  return Math.max(audio?.lossPercent ?? 0, video?.lossPercent ?? 0);
}

function matchOf({ probe, result, call }: MediaTest): Match {
  const stream = call?.result.stream ?? null;
  const failedAt = result.stages.find(({ status }) => status === 'failed');
  const server = result.path === 'relay' ? mediaServer({ probe, result }) : probe.target;
  return {
    subject: server,
    evidence: [probe.id, ...(call ? [call.probe.id] : [])],
    values: {
      server,
      host: hostOf(server),
      path: result.path,
      transport: (result.selectedPair?.local.relayProtocol ?? 'udp').toUpperCase(),
      stage: failedAt?.name ?? 'stream',
      mos: result.mos ?? 0,
      lossPercent: Math.round(lossOf(result) * 10) / 10,
      rttMs: Math.round(usualRttMs(result) ?? 0),
      jitterMs: Math.round(result.audio?.jitterMs ?? 0),
      messageLossPercent: stream?.lossPercent ?? 0,
      messageRttMs: Math.round(stream?.rttMs?.median ?? 0),
      outgoingKbps: Math.round(result.availableOutgoingKbps ?? 0),
      framesDropped: result.video?.framesDropped ?? 0,
      freezeCount: result.video?.freezeCount ?? 0,
    },
  };
}
