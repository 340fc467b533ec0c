import { describe, expect, it } from 'vitest';
import { addressScope, listInterfaces } from './local-interfaces.ts';

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

it('lists addresses without their hardware address', () => {
  const listed = listInterfaces({
    eth0: [
      {
        address: '192.168.77.2',
        netmask: '255.255.255.0',
        family: 'IPv4',
        mac: '02:00:00:00:00:01',
        internal: false,
        cidr: '192.168.77.2/24',
      },
    ],
  });
  expect(listed).toEqual([
    { name: 'eth0', address: '192.168.77.2', family: 'IPv4', prefixLength: 24, scope: 'private' },
  ]);
});
