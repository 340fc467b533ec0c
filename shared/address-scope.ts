import ipaddr from 'ipaddr.js';
import type { InterfaceScope } from './report.ts';

const scopeOfRange: Record<string, InterfaceScope> = {
  loopback: 'loopback',
  linkLocal: 'link-local',
  private: 'private',
  carrierGradeNat: 'shared',
  uniqueLocal: 'unique-local',
};

/** How far an address reaches (RFC 1918, RFC 3927, RFC 4193, RFC 4291, RFC 6598). Throws for what is no address. */
export function addressScope(address: string): InterfaceScope {
  return scopeOfRange[ipaddr.process(address.split('%')[0] ?? address).range()] ?? 'global';
}
