import { join } from 'node:path';
import { missingForElectron } from './e2e/missing.ts';
import { playwrightFailures, vitestFailures, type Failure } from './failures.ts';
import type { RequirementName } from './requirements.ts';

export const projectPath = join(import.meta.dirname, '..');

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** The tests behind `failed`, as far as the runner names them. */
  failures: Failure[];
}

/** One of the runs that `npm test` adds up. */
export interface Suite {
  name: string;
  /** What CALLPATH_REQUIRE calls the programs that this suite cannot do without; `null` where it needs only Node. */
  requirement: RequirementName | null;
  /** What is missing on this machine, in words; `null`: the suite can run. */
  missing: () => string | null;
  /** Arguments for Node. */
  args: string[];
  /** Where the run leaves its machine-readable result. */
  resultPath: string;
  /** Reads that result; throws where it is not what the runner writes. */
  tally: (result: unknown) => Tally;
  /** Arguments for Node that print, as a result of the same kind, the tests that would run. */
  listArgs?: string[];
}

const bin = (...parts: string[]) => join(projectPath, 'node_modules', ...parts);
const resultOf = (name: string) => join(projectPath, 'test-results', `${name}.json`);

function vitestSuite(name: string, requirement: RequirementName | null): Suite {
  const resultPath = resultOf(name);
  return {
    name,
    requirement,
    // Its tests look for the programs themselves and skip one by one.
    missing: () => null,
    args: [
      bin('vitest', 'vitest.mjs'),
      'run',
      `--project=${name}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${resultPath}`,
    ],
    resultPath,
    tally: tallyVitest,
  };
}

const playwright = [
  bin('@playwright', 'test', 'cli.js'),
  'test',
  `--config=${join(projectPath, 'tests', 'e2e', 'playwright.config.ts')}`,
];

export const suites: Suite[] = [
  vitestSuite('unit', null),
  vitestSuite('cli', null),
  vitestSuite('interop', 'interop'),
  vitestSuite('lab', 'lab'),
  {
    name: 'e2e',
    requirement: 'electron',
    missing: missingForElectron,
    args: playwright,
    resultPath: resultOf('e2e'),
    tally: tallyPlaywright,
    listArgs: [...playwright, '--list'],
  },
];

interface VitestResult {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: Parameters<typeof vitestFailures>[0];
}

function tallyVitest(result: unknown): Tally {
  const { numPassedTests, numPendingTests, numTodoTests, testResults } = result as VitestResult;
  const failures = vitestFailures(testResults, projectPath);
  return {
    passed: numPassedTests,
    failed: failures.length,
    skipped: numPendingTests + numTodoTests,
    failures,
  };
}

interface PlaywrightResult {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: Parameters<typeof playwrightFailures>[0];
  errors: unknown[];
}

function tallyPlaywright(result: unknown): Tally {
  const { stats, suites: files, errors } = result as PlaywrightResult;
  return {
    passed: stats.expected,
    // What passes only the second time is a failure: there are no retries here to hide it.
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: playwrightFailures(files),
  };
}
