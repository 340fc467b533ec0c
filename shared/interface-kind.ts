import { isOutward } from './outward-interface.ts';
import type { NetworkInterface } from './report.ts';

/** What an adapter seems to be. `virtual`: a network inside this computer, for machines and containers that run on it. */
export type InterfaceKind = 'ordinary' | 'vpn' | 'virtual';

/**
 * Names that tunnels have: drivers of the system (tun, tap, utun, ppp, ipsec, wg) and products that name their own. Every
 * macOS has utun adapters without a VPN, but these have link-local addresses only: see `adaptersOf`.
 */
const vpnName =
  /^(tun|tap|utun|ppp|ipsec|wg|zt|gpd|cscotun|nordlynx|proton|mullvad|tailscale|wt)\d*|vpn|wireguard|wintun|tap-windows|anyconnect|globalprotect|pangp|forti|zerotier|tailscale|netbird|warp/i;

const virtualName =
  /^(docker|br-|virbr|veth|vnet|vmnet|vboxnet|lxc|lxdbr|cni|flannel|podman|bridge1\d\d)|^vEthernet|virtualbox|vmware|hyper-v/i;

/** A guess from the name alone: whoever tells it says "looks like". */
export function interfaceKind(name: string): InterfaceKind {
  if (virtualName.test(name)) return 'virtual';
  return vpnName.test(name) ? 'vpn' : 'ordinary';
}

/** The names of the adapters of a kind that lead beyond this computer, each once and in order. */
export function adaptersOf(interfaces: readonly NetworkInterface[], kind: InterfaceKind): string[] {
  const names = interfaces
    .filter((one) => isOutward(one) && interfaceKind(one.name) === kind)
    .map(({ name }) => name);
  return [...new Set(names)].sort();
}
