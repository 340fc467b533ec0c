import os from 'node:os';
import type { Endpoint } from '../../shared/endpoint.ts';
import { canonicalAddress } from '../stun/address-text.ts';
import { StunSocket } from '../stun/index.ts';

/**
 * The address of this computer that packets to an endpoint leave from, as the system's routes say; nothing is sent.
 * `null`: there is no way there.
 */
export async function sourceAddressFor(to: Endpoint, own: string | null): Promise<string | null> {
  const opened = await StunSocket.bind({
    family: to.family,
    connectTo: to,
    ...(own !== null && { address: own }),
  });
  if (!opened.ok) return null;
  const { address } = opened.value.localEndpoint;
  opened.value.close();
  return canonicalAddress(address);
}

/** Whether an interface of this computer has the address now. */
export function hasAddress(address: string): boolean {
  return Object.values(os.networkInterfaces()).some((addresses = []) =>
    addresses.some((one) => canonicalAddress(one.address) === address),
  );
}
