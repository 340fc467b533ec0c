/** Words of which systems and their software make the names of adapters: they name a kind, not a network. */
const systemWords: ReadonlySet<string> = new Set(
  (
    'lo loopback pseudo interface eth en em eno ens enp enx wl wlan wlp wlo ww wwan wwp ppp tun tap utun wg br bridge docker ' +
    'gwbridge veth virbr vmnet vboxnet bond team vlan awdl llw ap anpi gif stf ipsec rmnet data ccmni p2p cni flannel zt ' +
    'tailscale wireguard openvpn nordlynx proton cscotun cisco anyconnect gpd globalprotect fortinet ssl pan usb dummy sit ' +
    'ip tnl if wi fi wifi ethernet vethernet lan local area connection bluetooth network device mobile broadband cellular ' +
    'default switch wsl hyper firewall windows adapter vpn 以太网 本地连接 蓝牙网络连接 无线网络连接 手机网络 移动宽带连接 网络'
  ).split(' '),
);

/** Prefixes that software lets a random or a hardware number follow. */
const numbered = /^(?:veth|enx|wlx|br-|cali|vnet|zt)[0-9a-z]*(?:@if\d+)?$/i;

/** Whether a name is one that a system gave: `wlan0`, `enp3s0`, `Wi-Fi 2`, `vEthernet (WSL)`. */
export function isSystemAdapter(name: string): boolean {
  if (numbered.test(name)) return true;
  const words = name.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.every((word) => word.length === 1 || systemWords.has(word));
}
