import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRequired, type RequirementName } from './requirements.ts';
import { projectPath, suites, type Suite, type Tally } from './suites.ts';

/**
 * `npm test [-- SUITE…]`: runs the suites one after the other and prints, as its last line, their sum. What this machine
 * lacks is skipped and named; CALLPATH_REQUIRE (electron, lab, interop; separated by commas) makes a skip a failure.
 */

/** What CALLPATH_REQUIRE may name. */
const knownRequirements: readonly string[] = [
  'electron',
  'interop',
  'lab',
] satisfies RequirementName[];

const unknownRequirements = (process.env['CALLPATH_REQUIRE'] ?? '')
  .split(',')
  .map((name) => name.trim())
  .filter((name) => name !== '' && !knownRequirements.includes(name));
if (unknownRequirements.length > 0) {
  fail(
    `CALLPATH_REQUIRE: there is no ${unknownRequirements.join(', ')}. Known are ${knownRequirements.join(', ')}.`,
  );
}

const names = process.argv.slice(2);
const unknownNames = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknownNames.length > 0) {
  const known = suites.map(({ name }) => name).join(', ');
  fail(`There is no suite ${unknownNames.join(', ')}. Known are ${known}.`);
}

const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };
const sum: Tally = { ...nothing, failures: [] };
for (const suite of suites.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const tally = await runSuite(suite);
  sum.passed += tally.passed;
  sum.failed += tally.failed;
  sum.skipped += tally.skipped;
  sum.failures.push(...tally.failures);
}
if (sum.failed > 0) {
  process.exitCode = 1;
  // Once more at the end: who reads only the last lines has to see which.
  console.log('');
  for (const { file, title, why } of sum.failures) console.log(`failed: ${file}: ${title}: ${why}`);
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);

async function runSuite(suite: Suite): Promise<Tally> {
  console.log(`\n# ${suite.name}`);
  const missing = suite.missing();
  const tally = missing === null ? await execute(suite) : await skip(suite, missing);
  const { requirement } = suite;
  if (requirement === null || !isRequired(requirement) || tally.skipped === 0) return tally;
  console.log(
    `${suite.name}: ${tally.skipped} skipped, and CALLPATH_REQUIRE names ${requirement}: they count as failed.`,
  );
  return { ...tally, failed: tally.failed + tally.skipped, skipped: 0 };
}

async function execute(suite: Suite): Promise<Tally> {
  mkdirSync(dirname(suite.resultPath), { recursive: true });
  rmSync(suite.resultPath, { force: true });
  const status = await runNode(suite.args, suite.resultPath, 'inherit');
  const tally = readTally(suite);
  if (tally === null) {
    console.log(`${suite.name}: ended with exit status ${status} and left no result.`);
    return { ...nothing, failed: 1 };
  }
  if (tally.passed + tally.failed + tally.skipped === 0) {
    console.log(`${suite.name}: ended without a single test.`);
    return { ...tally, failed: 1 };
  }
  if (status !== 0 && tally.failed === 0) {
    console.log(
      `${suite.name}: ended with exit status ${status} although no test failed; see above.`,
    );
    return { ...tally, failed: 1 };
  }
  return tally;
}

/** Says in one line what is missing; the tests that it costs are counted. */
async function skip(suite: Suite, missing: string): Promise<Tally> {
  console.log(`${suite.name}: skipped. ${missing}`);
  mkdirSync(dirname(suite.resultPath), { recursive: true });
  rmSync(suite.resultPath, { force: true });
  await runNode(suite.listArgs ?? [], suite.resultPath, 'ignore');
  const listed = readTally(suite) ?? nothing;
  return { ...nothing, skipped: Math.max(1, listed.passed + listed.skipped) };
}

function runNode(
  args: string[],
  resultPath: string,
  output: 'inherit' | 'ignore',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: projectPath,
      stdio: ['ignore', output, output],
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: resultPath },
    });
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

function readTally(suite: Suite): Tally | null {
  try {
    return suite.tally(JSON.parse(readFileSync(suite.resultPath, 'utf8')));
  } catch {
    // The run ended before it could write; `execute` says so.
    return null;
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
