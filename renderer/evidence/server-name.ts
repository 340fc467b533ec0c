import ipaddr from 'ipaddr.js';
import { hostFamily, parseServerUri, serverLabel } from '../../shared/uri.ts';

/** Where a server is, as far as its address tells without asking anybody. */
export type Reach = 'computer' | 'network' | 'internet';

export interface ServerName {
  /** What people call the server. A name stands for all its ports; behind a bare address each port is a server. */
  name: string;
  /** With its port. */
  label: string;
  reach: Reach;
  /** `false`: the target is something else, such as this computer. */
  isServer: boolean;
}

/** A running check asks for the same names again with everything that it tells. */
const maxKnown = 4_096;
const known = new Map<string, ServerName>();

/** Reads a probe's target. What is not a server URI keeps its text. */
export function serverName(target: string): ServerName {
  const found = known.get(target);
  if (found) return found;
  if (known.size >= maxKnown) known.clear();
  const name = readName(target);
  known.set(target, name);
  return name;
}

function readName(target: string): ServerName {
  const parsed = parseServerUri(target);
  if (!parsed.ok) return { name: target, label: target, reach: 'internet', isServer: false };
  const { host } = parsed.uri;
  const label = serverLabel(parsed.uri);
  const isName = hostFamily(host) === null && host !== 'localhost';
  return { name: isName ? host : label, label, reach: reachOf(host), isServer: true };
}

function reachOf(host: string): Reach {
  if (host === 'localhost') return 'computer';
  return hostFamily(host) === null ? 'internet' : reachOfAddress(host);
}

/** How far an address reaches (RFC 1918, RFC 3927, RFC 4193, RFC 6598). */
export function reachOfAddress(address: string): Reach {
  // In a redacted report an alias stands where an address was.
  if (!ipaddr.isValid(address)) return 'internet';
  const range = ipaddr.process(address).range();
  if (range === 'loopback') return 'computer';
  return ['private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'].includes(range)
    ? 'network'
    : 'internet';
}
