import { createSocket } from 'node:dgram';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startRelay } from '../../electron/turn/relay.ts';

/**
 * The embedded relay, or a bare UDP echo, in a process of its own, so that it can be measured from outside. It reports
 * `{ port }` when it listens, and answers `memory`, `watch` (the event loop from now on) and `delay`.
 */
const [what, username = '', credential = ''] = process.argv.slice(2);

export interface ProcessAnswer {
  port?: number;
  /** Bytes on the heap and beside it after a collection. */
  usedBytes?: number;
  /** 99 % of a timer's ticks of 1 ms came after no more than this since `watch`. */
  delayP99Ms?: number;
}

// Watched only when asked: a thousand ticks a second would count as the relay's own CPU time.
const delay = monitorEventLoopDelay({ resolution: 1 });

process.on('message', (question) => {
  if (question === 'memory') answer({ usedBytes: usedBytes() });
  if (question === 'watch') {
    delay.reset();
    delay.enable();
    answer({});
  }
  if (question === 'delay') {
    delay.disable();
    answer({ delayP99Ms: delay.percentile(99) / 1e6 });
  }
});
process.on('disconnect', () => process.exit());

answer({ port: what === 'echo' ? await startEcho() : await startMeasuredRelay() });

function answer(message: ProcessAnswer): void {
  process.send?.(message);
}

function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

async function startMeasuredRelay(): Promise<number> {
  const relay = await startRelay({ username, credential });
  if (!relay.ok) throw new Error(relay.message);
  return relay.value.endpoint.port;
}

async function startEcho(): Promise<number> {
  const socket = createSocket({
    type: 'udp4',
    lookup: (literal, _options, callback) => callback(null, literal, 4),
  });
  socket.on('message', (bytes, { port, address }) => {
    socket.send(bytes, port, address);
  });
  await new Promise<void>((resolve) => {
    socket.once('listening', resolve);
    socket.bind(0, '127.0.0.1');
  });
  return socket.address().port;
}
