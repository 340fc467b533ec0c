import { seededRandom } from '../../shared/testing/random.ts';
import { bundleCheckingProcess } from './bundle.ts';
import { killRounds } from './kill.ts';

/**
 * `npm run test:faults [-- KILLS]`: kills checks at random moments, 1,000 times where nothing else is asked for, and says what
 * was lost: nothing, or it ends with 1. The suite does the same a few times (faults.test.ts).
 */
const kills = Number(process.argv[2] ?? 1_000);
const lanes = 4;
/** On a machine that has no time for it, fewer kills are told as such. */
const limitMs = Number(process.env['LIMIT_SEC'] ?? 3_600) * 1_000;
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`${kills} kills, seed ${seed}`);
const script = await bundleCheckingProcess();
const results = await Promise.all(
  Array.from({ length: lanes }, (_, lane) =>
    killRounds(script, Math.ceil(kills / lanes), seededRandom(seed + lane), limitMs),
  ),
);
console.table(
  results.map(({ lost, problems, stages, ...counts }) => ({
    ...counts,
    ...stages,
    lost: lost.length,
    problems: problems.length,
  })),
);
for (const { lost, problems } of results) {
  for (const line of [...lost.map((one) => `lost: ${one}`), ...problems]) console.error(line);
}
if (results.some(({ lost, problems }) => lost.length + problems.length > 0)) process.exitCode = 1;
