import { diagnose, labServers } from './diagnose.ts';
import { differences, expectedNat } from './expected-nat.ts';
import type { LabType } from './lab-types.ts';
import { type Lab, raiseLab } from './standing-lab.ts';

/** How often the verdict in a lab was the one that its type is named for. */
export interface TruthRow {
  type: LabType;
  runs: number;
  right: number;
  wrong: number;
  medianMs: number;
  maxMs: number;
}

export interface TypeTruth {
  row: TruthRow;
  /** Every wrong run in words. */
  mistakes: string[];
}

/** What has to be asked for in the types that are about it: it is off by default. */
const questions: Partial<Record<LabType, readonly string[]>> = {
  hairpin: ['--probes', 'nat.mapping,nat.filtering,nat.hairpinning'],
  'short-lifetime': ['--probes', 'nat.mapping,nat.filtering,nat.lifetime'],
};

/** The search for a lifetime is nothing but waiting: several clients do it at the same time. */
const sideBySide: Partial<Record<LabType, number>> = { 'short-lifetime': 5 };

export interface TruthOptions {
  runs: number;
  /** Whether the routers forget every mapping between two runs. Those of a person who repeats a check do not. */
  forget: boolean;
}

/**
 * Diagnoses `runs` times in a lab of each type, in as many labs at a time as there are instances. The results come in the
 * order of `types`.
 */
export async function measureTruth(options: {
  truth: TruthOptions;
  types: readonly LabType[];
  instances: readonly string[];
  onType: (truth: TypeTruth) => void;
}): Promise<TypeTruth[]> {
  const waiting = [...options.types];
  const done = new Map<LabType, TypeTruth>();
  const work = async (instance: string) => {
    for (let type = waiting.shift(); type !== undefined; type = waiting.shift()) {
      const truth = await measureType(type, instance, options.truth);
      done.set(type, truth);
      options.onType(truth);
    }
  };
  await Promise.all(options.instances.map(work));
  return options.types.flatMap((type) => done.get(type) ?? []);
}

/** One type in a lab of its own. */
export async function measureType(
  type: LabType,
  instance: string,
  { runs, forget }: TruthOptions,
): Promise<TypeTruth> {
  const lab = await raiseLab(type, instance);
  try {
    const done: Run[] = [];
    while (done.length < runs) {
      if (forget) lab.forget();
      const length = Math.min(sideBySide[type] ?? 1, runs - done.length);
      done.push(...(await Promise.all(Array.from({ length }, () => runOnce(lab)))));
    }
    const mistakes = done.flatMap(({ mistake }, index) =>
      mistake === null ? [] : [`${type}, run ${index + 1}: ${mistake}`],
    );
    const times = done.map(({ elapsedMs }) => elapsedMs);
    return { row: summarize(type, times, mistakes.length), mistakes };
  } finally {
    lab.remove();
  }
}

interface Run {
  mistake: string | null;
  elapsedMs: number;
}

async function runOnce(lab: Lab): Promise<Run> {
  const { report, elapsedMs } = await diagnose(lab, labServers, questions[lab.type]);
  const wrong = differences(report.nat, expectedNat(lab.type));
  const mistake = wrong.length === 0 ? null : `${wrong.join('; ')}. Reason: ${report.nat.reason}`;
  return { mistake, elapsedMs };
}

function summarize(type: LabType, times: readonly number[], wrong: number): TruthRow {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    type,
    runs: times.length,
    right: times.length - wrong,
    wrong,
    medianMs: Math.round(sorted[Math.floor(times.length / 2)] ?? 0),
    maxMs: Math.round(sorted.at(-1) ?? 0),
  };
}
