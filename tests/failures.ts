import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** A test that failed: where it stands, what it is called, and the first line of why. */
export interface Failure {
  file: string;
  title: string;
  why: string;
}

/** What the two runners write about a test, as far as failures need it. */
interface VitestFile {
  name: string;
  status: string;
  message?: string;
  assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[];
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: PlaywrightSpec[];
}

interface PlaywrightSpec {
  file: string;
  title: string;
  tests: { status: string; results: { error?: { message?: string } }[] }[];
}

/** What went wrong in a run: tests that failed, and those that passed only when they were tried again. */
export interface Failures {
  failed: Failure[];
  triedAgain: Failure[];
}

/** From the files of a result of Vitest; one that could not be loaded is a failure. */
export function vitestFailures(files: VitestFile[], projectPath: string): Failures {
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages }) => ({
      file: relative(projectPath, name),
      title: fullName,
      status,
      why: failureMessages?.[0],
    })),
  );
  const broken = files
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .map(({ name, message }) => ({
      file: relative(projectPath, name),
      title: 'could not be run',
      why: firstLine(message),
    }));
  return {
    failed: [...broken, ...tests.filter(({ status }) => status === 'failed').map(toFailure)],
    // A test that passed has messages only of the tries before.
    triedAgain: tests.filter(({ status, why }) => status === 'passed' && why).map(toFailure),
  };
}

/** From the suites of a result of Playwright, which stand in one another. */
export function playwrightFailures(suites: PlaywrightSuite[]): Failures {
  const tests = specsOf(suites).flatMap(({ file, title, tests }) =>
    tests.map(({ status, results }) => ({
      file: `tests/e2e/${file}`,
      title,
      status,
      why: results.find(({ error }) => error !== undefined)?.error?.message,
    })),
  );
  return {
    failed: tests.filter(({ status }) => status === 'unexpected').map(toFailure),
    triedAgain: tests.filter(({ status }) => status === 'flaky').map(toFailure),
  };
}

function specsOf(suites: PlaywrightSuite[]): PlaywrightSpec[] {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [...specs, ...specsOf(inner)]);
}

function toFailure({
  file,
  title,
  why,
}: {
  file: string;
  title: string;
  why: string | undefined;
}): Failure {
  return { file, title, why: firstLine(why) };
}

/** Both runners write an error with its stack and the colours of a terminal. */
function firstLine(message = ''): string {
  return stripVTControlCharacters(message).trim().split('\n', 1)[0] ?? '';
}
