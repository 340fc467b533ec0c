import ipaddr from 'ipaddr.js';
import { interfaceKind } from '../shared/interface-kind.ts';
import { isOutward } from '../shared/outward-interface.ts';
import type { NetworkInterface } from '../shared/report.ts';

/**
 * The adapters that lead beyond this computer, each with the addresses that a change of network changes. Those of machines and
 * containers inside it are left out: they come and go with what runs there.
 */
export type NetworkSnapshot = ReadonlyMap<string, ReadonlySet<string>>;

/** Names of adapters. */
export interface NetworkChange {
  gone: string[];
  added: string[];
  /** They are there, with other addresses. */
  changed: string[];
}

export function snapshotOf(interfaces: readonly NetworkInterface[]): NetworkSnapshot {
  const snapshot = new Map<string, Set<string>>();
  const leadingOut = interfaces.filter(
    (one) => isOutward(one) && interfaceKind(one.name) !== 'virtual',
  );
  for (const one of leadingOut) {
    const addresses = snapshot.get(one.name) ?? new Set();
    snapshot.set(one.name, addresses.add(networkOf(one)));
  }
  return snapshot;
}

/** `null`: nothing changed. */
export function changeBetween(
  before: NetworkSnapshot,
  after: NetworkSnapshot,
): NetworkChange | null {
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const added = [...after.keys()].filter((name) => !before.has(name));
  const changed = [...after].flatMap(([name, addresses]) => {
    const earlier = before.get(name);
    return !earlier || isSame(earlier, addresses) ? [] : [name];
  });
  return gone.length + added.length + changed.length === 0 ? null : { gone, added, changed };
}

/** Of IPv6 only the network: a computer changes the rest by itself every few hours (RFC 8981). */
function networkOf({ address, family }: NetworkInterface): string {
  if (family === 'IPv4' || !ipaddr.IPv6.isValid(address)) return address;
  return ipaddr.IPv6.parse(address).parts.slice(0, 4).join(':');
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((address) => other.has(address));
}
