import { expect, test } from 'vitest';
import { mayBeOpened } from './allowed-address.ts';

test('takes a draft with subject and text', () => {
  expect(mayBeOpened('mailto:help@example.org?subject=Calls&body=They%20fail')).toBe(true);
  expect(mayBeOpened('mailto:help@example.org')).toBe(true);
});

test.each([
  'https://example.org/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'smb://example.org/share',
  'ms-msdt:/id',
  'javascript:alert(1)',
  'callpath://settings',
  'mailto:help@example.org?attach=/etc/passwd',
  'mailto:help@example.org?subject=x&Attachment=/etc/passwd',
  'mailto:help@example.org?cc=other@example.org',
  'not an address',
  '',
])('refuses %s', (address) => {
  expect(mayBeOpened(address)).toBe(false);
});

test('refuses a draft that no mail program can take', () => {
  expect(mayBeOpened(`mailto:help@example.org?body=${'x'.repeat(20_000)}`)).toBe(false);
});
