import { isOutward } from './outward-interface.ts';
import type { NetworkInterface, ProbeResult } from './report.ts';

/** The addresses by which this computer could have sent, as the check found them. */
export function outwardAddresses(probes: readonly ProbeResult[]): NetworkInterface[] {
  return probes
    .flatMap((probe) => (probe.kind === 'local.interfaces' ? (probe.result?.interfaces ?? []) : []))
    .filter(isOutward);
}

/**
 * The address that packets to servers left from; without an answer that tells, that of the only adapter. `null` where
 * several adapters are there, or none.
 */
export function usedAdapter(probes: readonly ProbeResult[]): NetworkInterface | null {
  const addresses = outwardAddresses(probes);
  const sources = probes.flatMap((probe) =>
    probe.kind === 'stun.binding' && probe.result?.mappedAddress
      ? (probe.result.localAddress?.address ?? [])
      : [],
  );
  const used = addresses.find(({ address }) => sources.includes(address));
  if (used) return used;
  if (new Set(addresses.map(({ name }) => name)).size !== 1) return null;
  return addresses.find(({ family }) => family === 'IPv4') ?? addresses[0] ?? null;
}

/** The names of all adapters that lead somewhere, each once. */
export function adapterNames(probes: readonly ProbeResult[]): string[] {
  return [...new Set(outwardAddresses(probes).map(({ name }) => name))];
}
