import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it.each([
  ['Unauthorized', 'Unauthorized'],
  ['未经授权', '未经授权'],
  ['two\r\nlines\u2028and\u2029more', 'two lines and more'],
  ['\u001b[31mred\u0007', '[31mred'],
  ['from \u202eright to left', 'from  right to left'],
  ['  \u0000 ', ''],
])('makes %j fit to be shown', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('is never longer than 200 characters, and cuts none of them in half', () => {
  const shown = printable('𝄞'.repeat(500));
  expect([...shown]).toHaveLength(200);
  expect(Buffer.from(shown).toString()).toBe(shown);
});
