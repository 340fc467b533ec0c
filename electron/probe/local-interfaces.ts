import os from 'node:os';
import ipaddr from 'ipaddr.js';
import { isOutward } from '../../shared/outward-interface.ts';
import type { InterfaceScope, NetworkInterface } from '../../shared/report.ts';
import type { RunProbe } from './probe.ts';

const scopeOfRange: Record<string, InterfaceScope> = {
  loopback: 'loopback',
  linkLocal: 'link-local',
  private: 'private',
  carrierGradeNat: 'shared',
  uniqueLocal: 'unique-local',
};

/** The addresses of this computer's interfaces that are up. Hardware addresses are left out: nobody needs them here. */
export function listInterfaces(
  interfaces: NodeJS.Dict<os.NetworkInterfaceInfo[]> = os.networkInterfaces(),
): NetworkInterface[] {
  return Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses.map(({ address, family, cidr }) => ({
      name,
      address,
      family,
      prefixLength: cidr === null ? null : Number(cidr.split('/')[1]),
      scope: addressScope(address),
    })),
  );
}

/** The addresses that lead beyond this computer and its own link. */
export function outwardInterfaces(): NetworkInterface[] {
  return listInterfaces().filter(isOutward);
}

/** How far an address reaches (RFC 1918, RFC 3927, RFC 4193, RFC 4291, RFC 6598). */
export function addressScope(address: string): InterfaceScope {
  return scopeOfRange[ipaddr.process(address.split('%')[0] ?? address).range()] ?? 'global';
}

export const runLocalInterfaces: RunProbe<'local.interfaces'> = (_spec, { t }) => {
  const interfaces = listInterfaces();
  const passed = interfaces.some(isOutward);
  return Promise.resolve({
    status: passed ? 'passed' : 'inconclusive',
    result: { interfaces },
    error: passed ? null : { code: 'unreachable', message: t('probe.error.onlyLoopback') },
  });
};
