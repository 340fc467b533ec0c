import { expect, it } from 'vitest';
import { maxAnswers } from './limits.ts';
import { fuzzDatagrams, type FuzzResult } from './testing/fuzz-datagrams.ts';
import { fuzzStreams } from './testing/fuzz-streams.ts';

/** A few seconds on a computer that has time. */
const timeoutMs = 60_000;
const nothing = { allocations: 0, relays: 0, permissions: 0, channels: 0, opening: 0, open: 0 };

/** The numbers of issue 4 are those of `npm run test:fuzz`. */
function expectNothingLeft({ left, undisturbed, granted }: FuzzResult): void {
  expect(left).toMatchObject(nothing);
  expect(left.answers).toBeLessThanOrEqual(maxAnswers);
  expect(undisturbed).toBeGreaterThan(0);
  // The changed messages are no mere noise: some of them are good.
  expect(granted).toBeGreaterThan(30);
}

it(
  'survives broken datagrams, serves others meanwhile and keeps nothing of them',
  () => {
    expectNothingLeft(fuzzDatagrams(60_000, 1));
  },
  timeoutMs,
);

it(
  'survives broken TCP streams, serves others meanwhile and keeps nothing of them',
  () => {
    expectNothingLeft(fuzzStreams(1500, 2));
  },
  timeoutMs,
);
