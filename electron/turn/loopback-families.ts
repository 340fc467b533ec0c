import type { AddressFamily } from '../../shared/endpoint.ts';
import { UdpSocket } from './udp-socket.ts';

/** The loopback address of each family, where relayed addresses are. */
export const loopbackAddress: Readonly<Record<AddressFamily, string>> = {
  IPv4: '127.0.0.1',
  IPv6: '::1',
};

/** The families whose loopback address this computer has: IPv6 can be switched off. */
export async function loopbackFamilies(): Promise<AddressFamily[]> {
  const families: AddressFamily[] = [];
  for (const family of ['IPv4', 'IPv6'] as const) {
    if (await hasLoopback(family)) families.push(family);
  }
  return families;
}

async function hasLoopback(family: AddressFamily): Promise<boolean> {
  const wanted = { address: loopbackAddress[family], port: 0, family };
  try {
    const socket = await UdpSocket.bind(wanted, () => undefined);
    await socket.close();
    return true;
  } catch {
    return false;
  }
}
