import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { failure, success } from '../../shared/outcome.ts';
import { answerCall } from './answer-call.ts';

const ownPage = { origin: 'app://callpath', parent: null };
const texts = {
  notAllowed: 'not allowed',
  invalid: (reason: string) => `invalid: ${reason}`,
  internal: 'internal',
};

function setup() {
  const handle = vi.fn(({ count }: { count: number }) => success(count + 1));
  const log = vi.fn();
  const terms = { schema: v.strictObject({ count: v.number() }), handle };
  return { handle, log, terms };
}

test('gives what the handler answers', async () => {
  const { log, terms } = setup();
  expect(await answerCall(ownPage, { count: 1 }, terms, texts, log)).toEqual(success(2));
  expect(log).not.toHaveBeenCalled();
});

test.each([
  ['another origin', { origin: 'https://example.org', parent: null }],
  ['an origin that only starts like the own one', { origin: 'app://callpath.evil', parent: null }],
  ['a frame inside the page', { origin: 'app://callpath', parent: {} }],
  ['a frame that is gone', null],
])('refuses %s without running the handler', async (_, frame) => {
  const { handle, log, terms } = setup();
  const outcome = await answerCall(frame, { count: 1 }, terms, texts, log);
  expect(outcome).toEqual(failure('not-allowed', 'not allowed'));
  expect(handle).not.toHaveBeenCalled();
});

test.each([
  ['a wrong type', { count: '1' }, 'count: Invalid type: Expected number but received "1"'],
  [
    'an extra member',
    { count: 1, more: 2 },
    'more: Invalid key: Expected never but received "more"',
  ],
  ['nothing', undefined, 'Invalid type: Expected Object but received undefined'],
])('refuses %s and names the place', async (_, input, reason) => {
  const { handle, log, terms } = setup();
  const outcome = await answerCall(ownPage, input, terms, texts, log);
  expect(outcome).toEqual(failure('invalid-input', `invalid: ${reason}`));
  expect(handle).not.toHaveBeenCalled();
});

test('says little of input that is long', async () => {
  const { log, terms } = setup();
  const outcome = await answerCall(ownPage, 'x'.repeat(1_000_000), terms, texts, log);
  expect(outcome).toMatchObject({ ok: false, code: 'invalid-input' });
  expect(JSON.stringify(outcome).length).toBeLessThan(500);
});

test('logs what a handler throws once and answers without its details', async () => {
  const { handle, log, terms } = setup();
  const mistake = new Error('secret details');
  handle.mockImplementation(() => {
    throw mistake;
  });
  const outcome = await answerCall(ownPage, { count: 1 }, terms, texts, log);
  expect(outcome).toEqual(failure('internal', 'internal'));
  expect(log.mock.calls).toEqual([[mistake]]);
});
