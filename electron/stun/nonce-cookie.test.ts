import { expect, it } from 'vitest';
import { parseNonceCookie, withNonceCookie } from './nonce-cookie.ts';

it.each([
  { passwordAlgorithms: false, usernameAnonymity: false },
  { passwordAlgorithms: true, usernameAnonymity: false },
  { passwordAlgorithms: false, usernameAnonymity: true },
  { passwordAlgorithms: true, usernameAnonymity: true },
])('a nonce cookie with $passwordAlgorithms and $usernameAnonymity is read as written', (one) => {
  const nonce = withNonceCookie('1234', one);
  expect(nonce).toMatch(/^obMatJos2AAA[A-D]1234$/);
  expect(parseNonceCookie(nonce)).toEqual(one);
});

it.each(['', '1234', 'obMatJos2', 'obMatJos2AA', 'obMatJos2AA=A', 'ObMatJos2AAAA'])(
  'the nonce "%s" has no cookie',
  (nonce) => {
    expect(parseNonceCookie(nonce)).toBeUndefined();
  },
);
