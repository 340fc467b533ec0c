import { describe, expect, it } from 'vitest';
import { addressScope } from './address-scope.ts';

describe('addressScope', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['169.254.3.4', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['10.1.2.3', 'private'],
    ['::ffff:10.1.2.3', 'private'],
    ['100.64.0.1', 'shared'],
    ['fd00::1', 'unique-local'],
    ['203.0.113.1', 'global'],
    ['2606:4700::1', 'global'],
  ])('%s is %s', (address, scope) => {
    expect(addressScope(address)).toBe(scope);
  });
});
