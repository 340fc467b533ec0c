import type { CallPair } from './call-pair.ts';
import { wait } from './clock.ts';

const chunkBytes = 16_384;
/** What may wait in the channel: enough to keep the path full, little enough to stop at once. */
const bufferedBytes = 256 * 1024;
const openWithinMs = 1_000;
const pauseMs = 5;

export interface ThroughputBudget {
  maxBytes: number;
  maxMs: number;
}

/** One at a time: two that share a line would measure half of it each. */
let running: Promise<unknown> = Promise.resolve();

/**
 * How much a connected call carries from the caller to the callee, within the budget. Mbit/s of payload that arrived;
 * `null` where nothing did.
 */
export function measureThroughput(
  pair: CallPair,
  budget: ThroughputBudget,
  signal: AbortSignal,
): Promise<number | null> {
  const measured = running.then(() => (signal.aborted ? null : measure(pair, budget, signal)));
  running = measured.catch(() => undefined);
  return measured;
}

async function measure(
  pair: CallPair,
  { maxBytes, maxMs }: ThroughputBudget,
  signal: AbortSignal,
): Promise<number | null> {
  let receivedBytes = 0;
  let lastAtMs = 0;
  pair.callee.addEventListener('datachannel', ({ channel }) => {
    if (channel.label !== 'throughput') return;
    channel.binaryType = 'arraybuffer';
    channel.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
      receivedBytes += data.byteLength;
      lastAtMs = performance.now();
    });
  });
  const channel = pair.caller.createDataChannel('throughput');
  const opened = new AbortController();
  channel.addEventListener('open', () => {
    opened.abort();
  });
  await wait(openWithinMs, AbortSignal.any([signal, pair.lost, opened.signal]));
  const startedAtMs = performance.now();
  const over = AbortSignal.any([signal, pair.lost, AbortSignal.timeout(maxMs)]);
  const chunk = new Uint8Array(chunkBytes);
  let sentBytes = 0;
  while (sentBytes < maxBytes && !over.aborted && channel.readyState === 'open') {
    if (channel.bufferedAmount < bufferedBytes) {
      channel.send(chunk);
      sentBytes += chunkBytes;
    } else {
      await wait(pauseMs, over);
    }
  }
  while (receivedBytes < sentBytes && !over.aborted) await wait(pauseMs, over);
  channel.close();
  if (receivedBytes === 0 || lastAtMs <= startedAtMs) return null;
  return Math.round((receivedBytes * 8) / (lastAtMs - startedAtMs) / 10) / 100;
}
