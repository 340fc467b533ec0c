import { expect, it } from 'vitest';
import { ServerTests } from './server-tests.ts';

/** A test that says how it ended when its signal fires. */
function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve('cancelled');
    });
  });
}

it('ends the test of one server and leaves the others alone', async () => {
  const tests = new ServerTests();
  const a = tests.run('a', untilAborted);
  let bEnded = false;
  void tests.run('b', untilAborted).then(() => (bEnded = true));
  tests.cancel('a');
  expect(await a).toBe('cancelled');
  expect(bEnded).toBe(false);
});

it('ends an earlier test of the same server when a new one starts', async () => {
  const tests = new ServerTests();
  const first = tests.run('a', untilAborted);
  const second = tests.run('a', () => Promise.resolve('answered'));
  expect(await first).toBe('cancelled');
  expect(await second).toBe('answered');
});

it('takes a cancel without a test as done', () => {
  expect(() => {
    new ServerTests().cancel('nobody');
  }).not.toThrow();
});
