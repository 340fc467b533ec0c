import ipaddr from 'ipaddr.js';

/**
 * Whether the address is this computer's loopback: 127.0.0.0/8 or ::1 and nothing else. IPv4 inside IPv6
 * (`::ffff:127.0.0.1`) is refused, because such disguises exist to pass checks like this one.
 */
export function isLoopbackAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return address.startsWith('127.');
  if (address.includes('%') || !ipaddr.IPv6.isValid(address)) return false;
  return ipaddr.IPv6.parse(address).range() === 'loopback';
}
