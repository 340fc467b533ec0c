import { parseArgs } from 'node:util';
import { ownInstance } from './instance.ts';
import { labTypes, parseLabType } from './lab-types.ts';
import { measureTruth } from './measure-truth.ts';
import { removeOnSignal } from './on-signal.ts';

/**
 * `node tests/lab/truth.ts [--runs 100] [--types TYPE,TYPE] [--jobs 2] [--keep]`: diagnoses in each lab type again and
 * again, and prints how often the verdict was right. The routers forget every mapping between two runs, unless `--keep` is
 * given. Needs root. Exit status 1 where one was wrong.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    types: { type: 'string', default: labTypes.join(',') },
    jobs: { type: 'string', default: '2' },
    keep: { type: 'boolean', default: false },
  },
});

const runs = positive('runs', values.runs);
const types = values.types.split(',').map(parseLabType);
const jobs = Math.min(positive('jobs', values.jobs), types.length);
const instances = Array.from({ length: jobs }, (_, index) => ownInstance(`truth${index}`));

removeOnSignal(instances);
const truths = await measureTruth({
  types,
  truth: { runs, forget: !values.keep },
  instances,
  onType: ({ row, mistakes }) => {
    console.error(`${row.type}: ${row.right} of ${row.runs} right`);
    for (const mistake of mistakes) console.error(`  ${mistake}`);
  },
});
console.table(truths.map(({ row }) => row));
if (truths.some(({ row }) => row.wrong > 0)) process.exitCode = 1;

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  console.error(`--${name} is a whole number from 1, not "${text}".`);
  process.exit(2);
}
