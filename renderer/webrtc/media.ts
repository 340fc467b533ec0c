import { estimateVoiceQuality } from '../../shared/e-model.ts';
import type {
  CallSample,
  CandidatePair,
  IceCandidateResult,
  WebrtcMediaResult,
} from '../../shared/webrtc-results.ts';
import type { MediaTask } from '../../shared/witness.ts';
import { CallPair } from './call-pair.ts';
import { wait } from './clock.ts';
import type { TaskOptions } from './gather.ts';
import {
  type MediaMoment,
  packetsReceived,
  readMedia,
  sampleMedia,
  type Stat,
} from './media-statistics.ts';
import { playSilently, TestMedia } from './test-media.ts';

const stages = ['offer', 'gathering', 'checking', 'ice-connected', 'dtls-connected'] as const;
const sampleEveryMs = 250;
/** What the player of the sound takes to start. */
const settleMs = 700;
/** Voice sends fifty packets a second: so long without one is the end of the path. */
const endOfPathMs = 1_000;

const accepts: Record<MediaTask['path'], (candidate: IceCandidateResult) => boolean> = {
  direct: ({ type }) => type !== 'relay',
  baseline: ({ type }) => type === 'relay',
  relay: ({ type }) => type === 'relay',
};

/** `webrtc.media`: sends a tone and a moving picture over one path for a while. Nothing is recorded. */
export async function media(task: MediaTask, options: TaskOptions): Promise<WebrtcMediaResult> {
  const pair = new CallPair({
    servers: task.servers,
    relayOnly: task.path !== 'direct',
    accept: accepts[task.path],
    stages,
    ...options,
  });
  const source = new TestMedia();
  try {
    const stream = new MediaStream();
    for (const track of source.tracks) pair.caller.addTrack(track, stream);
    playSilently(pair.callee);
    const connected = await pair.connect(task.connectLimitMs);
    const selectedPair = pair.selectedPair();
    const sent = connected ? await send(task, pair, options.signal) : nothingSent;
    pair.close();
    return {
      path: task.path === 'direct' ? directPath(selectedPair) : task.path,
      connected,
      stages: pair.stages.list(),
      selectedPair,
      ...sent,
      ...voiceQuality(sent),
      errors: pair.errors,
    };
  } finally {
    source.stop();
    pair.close();
  }
}

type Sent = ReturnType<typeof readMedia> & { durationMs: number; samples: CallSample[] };

const nothingSent: Sent = {
  durationMs: 0,
  rttMs: null,
  availableOutgoingKbps: null,
  audio: null,
  video: null,
  samples: [],
};

async function send(task: MediaTask, pair: CallPair, signal: AbortSignal): Promise<Sent> {
  const startedAtMs = pair.elapsedMs();
  const over = AbortSignal.any([signal, pair.lost]);
  const samples: CallSample[] = [];
  const look = () => momentOf(pair, startedAtMs);
  let last = await look();
  let settled = last;
  let lastArrivalMs = 0;
  while (last.atMs < task.durationMs && !over.aborted) {
    await wait(Math.min(sampleEveryMs, task.durationMs - last.atMs), over);
    const now = await look();
    if (packetsReceived(now) > packetsReceived(last)) lastArrivalMs = now.atMs;
    const sample = sampleMedia(last, now);
    samples.push(sample);
    pair.showSample(sample);
    last = now;
    if (now.atMs <= settleMs) settled = now;
    if (now.atMs - lastArrivalMs >= endOfPathMs) break;
  }
  const ended =
    packetsReceived(last) === 0 || last.atMs - lastArrivalMs >= endOfPathMs || pair.lost.aborted;
  if (!signal.aborted) {
    if (ended) pair.stages.add('stream', 'failed', startedAtMs + lastArrivalMs);
    else pair.stages.add('stream', 'passed');
  }
  return { durationMs: last.atMs, samples, ...readMedia(settled, last) };
}

async function momentOf(pair: CallPair, startedAtMs: number): Promise<MediaMoment> {
  const [caller, callee] = await Promise.all([pair.caller.getStats(), pair.callee.getStats()]);
  const list = (report: RTCStatsReport): Stat[] => {
    const stats: Stat[] = [];
    report.forEach((stat: Stat) => stats.push(stat));
    return stats;
  };
  return {
    atMs: toTenths(pair.elapsedMs() - startedAtMs),
    caller: list(caller),
    callee: list(callee),
  };
}

/** The quality of voice, from what its own packets measured; `null` where one of the measures is missing. */
function voiceQuality({ rttMs, audio }: Sent): Pick<WebrtcMediaResult, 'voiceQuality' | 'mos'> {
  if (rttMs === null || !audio || audio.jitterMs === null || audio.packetsReceived === 0) {
    return { voiceQuality: null, mos: null };
  }
  const { jitterMs, lossPercent } = audio;
  const quality = estimateVoiceQuality({ rttMs, jitterMs, lossPercent });
  return { voiceQuality: quality, mos: quality.mos };
}

/** Chromium chose the best of the direct ways: by a host candidate at both ends, or by a reflexive one. */
function directPath(pair: CandidatePair | null): 'host' | 'srflx' {
  if (!pair) return 'host';
  return pair.local.type === 'host' && pair.remote.type === 'host' ? 'host' : 'srflx';
}

function toTenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
