import type { CallTask } from '../../shared/witness.ts';
import type {
  CallSample,
  IceCandidateResult,
  WebrtcCallResult,
  WebrtcStream,
} from '../../shared/webrtc-results.ts';
import { CallPair } from './call-pair.ts';
import type { TaskOptions } from './gather.ts';
import { runNumberedStream } from './numbered-stream.ts';
import { measureThroughput } from './throughput.ts';

const stages = [
  'offer',
  'gathering',
  'checking',
  'ice-connected',
  'dtls-connected',
  'channel-open',
] as const;

/** So many messages in a row that never arrive are no loss but the end of the path: half a second of voice. */
const endOfPathMessages = 25;

/** Which candidates make a path. What is relayed is kept out by the transport policy already. */
const accepts: Record<CallTask['path'], (candidate: IceCandidateResult) => boolean> = {
  host: ({ type }) => type === 'host',
  srflx: ({ type }) => type === 'srflx',
  baseline: ({ type }) => type === 'relay',
  relay: ({ type }) => type === 'relay',
};

/** `webrtc.call`: connects two connections by one path, with a data channel, and sends a numbered stream over it. */
export async function call(task: CallTask, options: TaskOptions): Promise<WebrtcCallResult> {
  const pair = new CallPair({
    servers: task.servers,
    relayOnly: task.path === 'relay' || task.path === 'baseline',
    accept: accepts[task.path],
    stages,
    ...options,
  });
  let streamed: Streamed = { stream: null, samples: [], throughputMbps: null };
  try {
    const channels = openChannels(pair);
    const connected = await pair.connect(task.connectLimitMs);
    const selectedPair = pair.selectedPair();
    const callee = connected ? channels.callee() : null;
    if (callee) streamed = await stream(task, pair, channels.caller, callee, options.signal);
    pair.close();
    return {
      path: task.path,
      connected,
      stages: pair.stages.list(),
      connectMs: connected ? pair.stages.passedAtMs('channel-open') : null,
      selectedPair,
      ...streamed,
      errors: pair.errors,
    };
  } finally {
    pair.close();
  }
}

interface Streamed {
  stream: WebrtcStream | null;
  samples: CallSample[];
  throughputMbps: number | null;
}

/** The channel is open when both ends have it. */
function openChannels(pair: CallPair) {
  // As voice is sent: late is lost.
  const caller = pair.caller.createDataChannel('stream', { ordered: false, maxRetransmits: 0 });
  let callee: RTCDataChannel | null = null;
  const opened = () => {
    if (caller.readyState === 'open' && callee) pair.reached('channel-open');
  };
  caller.addEventListener('open', opened);
  pair.callee.addEventListener('datachannel', ({ channel }) => {
    if (channel.label !== caller.label) return;
    callee = channel;
    opened();
  });
  return { caller, callee: () => callee };
}

async function stream(
  { stream: { count, intervalMs }, throughput }: CallTask,
  pair: CallPair,
  channel: RTCDataChannel,
  echo: RTCDataChannel,
  signal: AbortSignal,
): Promise<Streamed> {
  const startedAtMs = pair.elapsedMs();
  const { statistics, samples } = await runNumberedStream({
    channel,
    echo,
    count,
    intervalMs,
    signal: AbortSignal.any([signal, pair.lost]),
    onSample: (sample) => {
      pair.showSample(sample);
    },
  });
  const result = statistics.result();
  const { sinceMs, messages } = statistics.silence;
  const ended = result.received === 0 || messages >= endOfPathMessages || pair.lost.aborted;
  if (signal.aborted) return { stream: result, samples, throughputMbps: null };
  if (ended) pair.stages.add('stream', 'failed', startedAtMs + (sinceMs ?? 0));
  else pair.stages.add('stream', 'passed');
  const throughputMbps =
    throughput && !ended ? await measureThroughput(pair, throughput, signal) : null;
  return { stream: result, samples, throughputMbps };
}
