import ipaddr from 'ipaddr.js';
import type { NetworkInterface, ProbeOf, Report } from '../../shared/report.ts';

/**
 * Where the computer was, for lists and filters: the adapter that led outside and the public address behind it, `eth0 ·
 * 203.0.113.1`. Without a public address, the adapter's own network, `eth0 · 192.168.1.0/24`. `null`: nothing is known of it.
 */
export function networkLabel({ probes, nat }: Pick<Report, 'probes' | 'nat'>): string | null {
  const interfaces = probes.flatMap((probe) =>
    probe.kind === 'local.interfaces' ? (probe.result?.interfaces ?? []) : [],
  );
  const answered = outwardBinding(probes);
  const local = answered?.result?.localAddress?.address;
  const adapter = interfaces.find(({ address }) => address === local) ?? likelyAdapter(interfaces);
  const place =
    nat.publicAddress?.address ??
    answered?.result?.mappedAddress?.address ??
    (adapter ? localNetwork(adapter) : null);
  return [adapter?.name, place].filter((part) => part).join(' · ') || null;
}

/** The STUN answer that says the public address; IPv4 first, because its address stays the same for longer. */
function outwardBinding(probes: Report['probes']): ProbeOf<'stun.binding'> | undefined {
  const answered = probes.filter(
    (probe) => probe.kind === 'stun.binding' && probe.result?.mappedAddress,
  ) as ProbeOf<'stun.binding'>[];
  return answered.find(({ family }) => family === 'IPv4') ?? answered[0];
}

function likelyAdapter(interfaces: NetworkInterface[]): NetworkInterface | undefined {
  const outward = interfaces.filter(({ scope }) => scope !== 'loopback' && scope !== 'link-local');
  return outward.find(({ family }) => family === 'IPv4') ?? outward[0];
}

function localNetwork({ address, family, prefixLength }: NetworkInterface): string {
  // An imported report may hold an alias, or anything, in place of an address.
  if (prefixLength === null || !ipaddr.isValid(address)) return address;
  if (prefixLength > (family === 'IPv4' ? 32 : 128)) return address;
  const network =
    family === 'IPv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefixLength}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address}/${prefixLength}`);
  return `${network.toString()}/${prefixLength}`;
}
