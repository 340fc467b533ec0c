import { expect, it } from 'vitest';
import { listInterfaces } from './local-interfaces.ts';

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
