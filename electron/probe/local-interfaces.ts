import os from 'node:os';
import { addressScope } from '../../shared/address-scope.ts';
import { isOutward } from '../../shared/outward-interface.ts';
import type { NetworkInterface } from '../../shared/report.ts';
import type { RunProbe } from './probe.ts';

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

export const runLocalInterfaces: RunProbe<'local.interfaces'> = (_spec, { t }) => {
  const interfaces = listInterfaces();
  const passed = interfaces.some(isOutward);
  return Promise.resolve({
    status: passed ? 'passed' : 'inconclusive',
    result: { interfaces },
    error: passed ? null : { code: 'unreachable', message: t('probe.error.onlyLoopback') },
  });
};
