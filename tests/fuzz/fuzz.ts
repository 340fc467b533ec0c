import { fuzzDatagrams, type FuzzResult } from '../../electron/turn/testing/fuzz-datagrams.ts';
import { fuzzStreams } from '../../electron/turn/testing/fuzz-streams.ts';

/**
 * `npm run test:fuzz -- [DATAGRAMS] [STREAMS] [SEED]`: the relay under broken input, by default the numbers of issue 4. A
 * broken promise ends it with an error; what the relay still holds at the end is compared with nothing.
 */
const [datagrams = 10_000_000, streams = 100_000, seed = Date.now() % 1_000_000] = process.argv
  .slice(2)
  .map(Number);

/** Memory that a run may take in addition while it goes on: what the garbage collector has not got to yet. */
const maxGrowthMib = 32;

function run(
  what: string,
  count: number,
  fuzz: (count: number, seed: number, onProgress: (done: number) => void) => FuzzResult,
): void {
  const startedMs = performance.now();
  let usedMib = 0;
  let lastTenth = 0;
  const result = fuzz(count, seed, (done) => {
    const tenth = Math.floor((10 * done) / count);
    if (tenth === lastTenth) return;
    lastTenth = tenth;
    const nowMib = heapMib();
    // The first tenth fills what is bounded: caches, remembered answers, compiled code.
    if (tenth === 1) usedMib = nowMib;
    console.log(`${what}: ${tenth * 10} %, ${nowMib.toFixed(1)} MiB`);
    if (usedMib > 0 && nowMib > usedMib + maxGrowthMib) throw new Error('The memory grows.');
  });
  const perSec = Math.round((1000 * count) / (performance.now() - startedMs));
  // These three are bounded lists, which forget the oldest and not what is over.
  const { answers, failingClients, restKeys, ...left } = result.left;
  console.log(`${what}: ${count} with seed ${seed}, ${perSec}/s;`, {
    granted: result.granted,
    discarded: result.discarded,
    undisturbed: result.undisturbed,
    ...{ answers, failingClients, restKeys },
    ...left,
  });
  const leftOver = Object.values(left).some((held) => held !== 0);
  if (leftOver) throw new Error('Something was left behind.');
}

function heapMib(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 ** 2;
}

run('datagrams', datagrams, fuzzDatagrams);
run('TCP streams', streams, fuzzStreams);
