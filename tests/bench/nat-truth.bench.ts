import { parseArgs } from 'node:util';
import { combinations, discover, natOf } from '../../electron/nat/testing/discover.ts';
import type { NetworkOptions } from '../../electron/nat/testing/simulated-network.ts';

/** One combination of mapping and filtering in one kind of network. */
export interface NatTruthRow {
  network: string;
  mapping: string;
  filtering: string;
  runs: number;
  /** Runs in which mapping, filtering or the name was not the truth. */
  wrong: number;
  /** Runs in which mapping or filtering stayed unknown, in percent. */
  unknownPercent: number;
  meanDatagrams: number;
  maxDatagrams: number;
  maxBytes: number;
  medianMs: number;
  maxMs: number;
}

const networks: Record<string, Partial<NetworkOptions>> = {
  perfect: {},
  'loss 20 % each way': { lossPercent: 20, jitterMs: 10 },
  'delay 200 ms each way': { delayMs: 200, jitterMs: 20 },
  'reordered, doubled': { jitterMs: 40, reorderPercent: 20, reorderMs: 120, duplicatePercent: 20 },
};

/**
 * How often the discovery is right, in the simulator: each combination of mapping and filtering, in networks that lose,
 * delay, reorder and double. Virtual time; a thousand runs of each take two minutes. `firstSeed` gives other dice.
 */
export function natTruthBench(runs: number, firstSeed = 1): NatTruthRow[] {
  return Object.entries(networks).flatMap(([network, options]) =>
    combinations.map((combination, index) => {
      const found = Array.from({ length: runs }, (_, run) =>
        discover({
          ...options,
          seed: firstSeed + run * combinations.length + index,
          nats: natOf(combination.mapping, combination.filtering),
        }),
      );
      return { network, ...summarize(found, combination) };
    }),
  );
}

function summarize(
  found: ReturnType<typeof discover>[],
  { mapping, filtering, rfc3489 }: (typeof combinations)[number],
): Omit<NatTruthRow, 'network'> {
  const isWrong = (said: string, truth: string) => said !== truth && said !== 'unknown';
  const wrong = found.filter(
    (one) =>
      isWrong(one.mapping.behaviour, mapping) ||
      isWrong(one.filtering.behaviour, filtering) ||
      isWrong(one.rfc3489, rfc3489),
  );
  const unknown = found.filter((one) =>
    [one.mapping.behaviour, one.filtering.behaviour].includes('unknown'),
  );
  const times = found.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const datagrams = found.map((one) => one.datagrams);
  return {
    mapping,
    filtering,
    runs: found.length,
    wrong: wrong.length,
    unknownPercent: Math.round((1000 * unknown.length) / found.length) / 10,
    meanDatagrams: Math.round(datagrams.reduce((sum, one) => sum + one, 0) / found.length),
    maxDatagrams: Math.max(...datagrams),
    maxBytes: Math.max(...found.map(({ bytes }) => bytes)),
    medianMs: Math.round(times[Math.floor(times.length / 2)] ?? 0),
    maxMs: Math.round(times.at(-1) ?? 0),
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
  });
  const rows = natTruthBench(Number(values.runs), Number(values.seed));
  console.table(rows);
  const wrong = rows.reduce((sum, row) => sum + row.wrong, 0);
  console.log(`${wrong} wrong of ${rows.reduce((sum, { runs }) => sum + runs, 0)}`);
  if (wrong > 0) process.exitCode = 1;
}
