import type { CallSample } from '../../shared/webrtc-results.ts';
import { CallStatistics } from './call-statistics.ts';
import { wait } from './clock.ts';

/** A voice packet of 20 ms: 160 bytes of G.711 and an RTP header. */
const messageBytes = 172;
/** How often a running stream tells how it does. */
const sampleEveryMs = 200;
/** How long the last messages are waited for. */
const tailMs = 600;
const tailStepMs = 20;

export interface StreamOptions {
  /** The caller's end. The other one sends every message back. */
  channel: RTCDataChannel;
  /** The callee's end. */
  echo: RTCDataChannel;
  count: number;
  intervalMs: number;
  signal: AbortSignal;
  onSample: (sample: CallSample) => void;
}

/** Sends numbered messages over an open data channel and back; ends early when the signal fires or the channel closes. */
export async function runNumberedStream(
  options: StreamOptions,
): Promise<{ statistics: CallStatistics; samples: CallSample[] }> {
  const { channel, echo, count, intervalMs, signal, onSample } = options;
  const statistics = new CallStatistics();
  const startedAtMs = performance.now();
  const nowMs = () => performance.now() - startedAtMs;
  const stopListening = listen(channel, echo, statistics, nowMs);
  const samples: CallSample[] = [];
  let sampledMs = 0;
  // A message gets one interval between samples to arrive before it is told to be missing.
  const ticker = setInterval(() => {
    onSample(statistics.sample(sampledMs, nowMs() - sampleEveryMs));
    sampledMs = Math.max(0, nowMs() - sampleEveryMs);
  }, sampleEveryMs);
  try {
    // By the clock and not by the last timer: a late one is made up for.
    for (let n = 0; n < count && !signal.aborted && channel.readyState === 'open'; n += 1) {
      channel.send(numbered(statistics.sent(nowMs(), messageBytes)));
      await wait(Math.max(0, (n + 1) * intervalMs - nowMs()), signal);
    }
    const sentForMs = nowMs();
    while (!statistics.complete && !signal.aborted && nowMs() < sentForMs + tailMs) {
      await wait(tailStepMs, signal);
    }
    // What is left over after the last whole one says nothing.
    for (let toMs = sampleEveryMs; toMs <= sentForMs + sampleEveryMs / 2; toMs += sampleEveryMs) {
      samples.push(statistics.sample(toMs - sampleEveryMs, toMs));
    }
    return { statistics, samples };
  } finally {
    clearInterval(ticker);
    stopListening();
  }
}

function listen(
  channel: RTCDataChannel,
  echo: RTCDataChannel,
  statistics: CallStatistics,
  nowMs: () => number,
): () => void {
  channel.binaryType = 'arraybuffer';
  echo.binaryType = 'arraybuffer';
  const receive = ({ data }: MessageEvent<ArrayBuffer>) => {
    statistics.arrived(numberOf(data), nowMs());
    if (echo.readyState === 'open') echo.send(data);
  };
  const receiveEcho = ({ data }: MessageEvent<ArrayBuffer>) => {
    statistics.echoed(numberOf(data), nowMs());
  };
  echo.addEventListener('message', receive);
  channel.addEventListener('message', receiveEcho);
  return () => {
    echo.removeEventListener('message', receive);
    channel.removeEventListener('message', receiveEcho);
  };
}

function numbered(number: number): ArrayBuffer {
  const message = new ArrayBuffer(messageBytes);
  new DataView(message).setUint32(0, number);
  return message;
}

function numberOf(message: ArrayBuffer): number {
  return new DataView(message).getUint32(0);
}
