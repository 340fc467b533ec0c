import { createSocket } from 'node:dgram';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startRelay } from '../../electron/turn/relay.ts';

/**
 * The embedded relay, or a bare UDP echo, in a process of its own, so that it can be measured from outside. It reports
 * `{ port }` when it listens, and answers `memory` and `delay`.
 */
const [what, username = '', credential = ''] = process.argv.slice(2);

export interface ProcessAnswer {
  port?: number;
  /** Bytes on the heap and beside it after a collection. */
  usedBytes?: number;
  /** 99 % of the event loop's turns were not later than this since the last question, on a timer of 1 ms. */
  delayP99Ms?: number;
}

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on('message', (question) => {
  if (question === 'memory') answer({ usedBytes: usedBytes() });
  if (question === 'delay') {
    answer({ delayP99Ms: delay.percentile(99) / 1e6 });
    delay.reset();
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
