import ipaddr from 'ipaddr.js';
import type { AddressFamily } from '../../shared/endpoint.ts';
import type { NatServer } from '../../shared/nat-results.ts';
import { sourceAddressFor } from './local-address.ts';
import type { NatServerAddress } from './server-under-test.ts';

export interface RouteOptions {
  servers: readonly NatServerAddress[];
  family: AddressFamily;
  /** The address to send from; `null` leaves the choice to the system's routes. */
  ownAddress: string | null;
  signal: AbortSignal;
}

export interface Route {
  /** `null`: there is no way to any of the servers. */
  localAddress: string | null;
  reachable: NatServerAddress[];
  left: NatServer[];
}

/**
 * All servers that one discovery compares must be reached from one address: a VPN may split them. The address that leads
 * to most servers is taken, loopback only where there is no other; servers beyond it are left out and said to be.
 */
export async function chooseRoute(
  servers: readonly NatServerAddress[],
  ownAddress: string | null,
): Promise<Route> {
  const sources = await Promise.all(
    servers.map(async (server) => ({
      server,
      source: await sourceAddressFor(server.endpoint, ownAddress),
    })),
  );
  const counts = new Map<string, number>();
  for (const { source } of sources) {
    if (source !== null) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const [best] = [...counts].sort(
    ([a, countA], [b, countB]) => Number(isLoopback(a)) - Number(isLoopback(b)) || countB - countA,
  );
  const localAddress = best?.[0] ?? null;
  const isReachable = ({ source }: { source: string | null }) =>
    source !== null && source === localAddress;
  return {
    localAddress,
    reachable: sources.filter(isReachable).map(({ server }) => server),
    left: sources
      .filter((one) => !isReachable(one))
      .map(({ server: { targets, endpoint }, source }) => ({
        targets: [...targets],
        endpoint,
        otherAddress: null,
        mappedAddress: null,
        fitness: source === null ? 'not-judged' : 'other-interface',
      })),
  };
}

function isLoopback(address: string): boolean {
  return ipaddr.process(address).range() === 'loopback';
}
