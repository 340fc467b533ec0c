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
  ok: boolean;
  tests: { results: { error?: { message?: string } }[] }[];
}

/** Those in the files of a result of Vitest; a file that could not be loaded has no tests, and is one all the same. */
export function vitestFailures(files: VitestFile[], projectPath: string): Failure[] {
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(projectPath, name);
    if (status === 'failed' && assertionResults.length === 0) {
      return [{ file, title: 'could not be run', why: firstLine(message) }];
    }
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        file,
        title: fullName,
        why: firstLine(failureMessages?.[0]),
      }));
  });
}

/** Those in the suites of a result of Playwright, which stand in one another. */
export function playwrightFailures(suites: PlaywrightSuite[]): Failure[] {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ file, title, tests }) => ({
        file: `tests/e2e/${file}`,
        title,
        why: firstLine(
          tests.flatMap(({ results }) => results).find(({ error }) => error !== undefined)?.error
            ?.message,
        ),
      })),
    ...playwrightFailures(inner),
  ]);
}

/** Both runners write an error with its stack and the colours of a terminal. */
function firstLine(message = ''): string {
  return stripVTControlCharacters(message).trim().split('\n', 1)[0] ?? '';
}
