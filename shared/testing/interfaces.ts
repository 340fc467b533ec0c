import type { NetworkInterface } from '../report.ts';

/** The adapter of a wired computer at home, by each family, for tests of plans. */
export const wired: NetworkInterface = {
  name: 'eth0',
  address: '192.168.77.2',
  family: 'IPv4',
  prefixLength: 24,
  scope: 'private',
};

export const wiredIpv6: NetworkInterface = {
  name: 'eth0',
  address: '2001:db8::2',
  family: 'IPv6',
  prefixLength: 64,
  scope: 'global',
};
