import type ipaddr from 'ipaddr.js';

type MakeAlias = (n: number) => string;

/**
 * How the n-th alias of an address's kind is written; `make` is null for what says nothing about anybody. What no table
 * lists is public.
 */
export function makeAddressAlias(address: ipaddr.IPv4 | ipaddr.IPv6): {
  group: string;
  make: MakeAlias | null;
} {
  const range = address.range();
  const isIPv4 = address.kind() === 'ipv4';
  const make = (isIPv4 ? ipv4Aliases : ipv6Aliases)[range];
  if (make !== undefined) return { group: `${address.kind()} ${range}`, make };
  return { group: address.kind(), make: isIPv4 ? publicIPv4 : publicIPv6 };
}

/** By the ranges of ipaddr.js; `null`: kept. */
const ipv4Aliases: Record<string, MakeAlias | null> = {
  private: (n) => `10.0.${octets(n)}`,
  linkLocal: (n) => `169.254.${octets(n)}`,
  carrierGradeNat: (n) => `100.64.${octets(n)}`,
  loopback: null,
  unspecified: null,
  broadcast: null,
  multicast: null,
};

const ipv6Aliases: Record<string, MakeAlias | null> = {
  uniqueLocal: (n) => `fd00::${n.toString(16)}`,
  linkLocal: (n) => `fe80::${n.toString(16)}`,
  loopback: null,
  unspecified: null,
  multicast: null,
};

function publicIPv6(n: number): string {
  return `2001:db8::${n.toString(16)}`;
}

/** The three documentation networks, and beyond them the range for benchmarks (RFC 2544), which nobody has either. */
function publicIPv4(n: number): string {
  const network = ['192.0.2', '198.51.100', '203.0.113'][Math.floor((n - 1) / 254)];
  return network ? `${network}.${((n - 1) % 254) + 1}` : `198.18.${octets(n)}`;
}

function octets(n: number): string {
  return `${Math.floor(n / 256) % 256}.${n % 256}`;
}
