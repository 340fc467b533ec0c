import type { Endpoint } from '../../../shared/endpoint.ts';
import { rfc3489Name } from '../../../shared/rfc3489-name.ts';
import type { Nat } from '../../../shared/report.ts';
import { NatDiscovery } from '../discovery.ts';
import { algResult, filteringResult, mappingResult } from '../discovery-result.ts';
import type { NatServerAddress } from '../server-under-test.ts';
import { type Dependence, dependences, type NatOptions } from './simulated-nat.ts';
import { type NetworkOptions, SimulatedNetwork } from './simulated-network.ts';
import { type Manner, SimulatedServer } from './simulated-server.ts';

export function ipv4(address: string, port: number): Endpoint {
  return { address, port, family: 'IPv4' };
}

/** The `n`-th server on the simulated internet. */
export function server(manner: Manner = 'rfc5780', n = 1): SimulatedServer {
  return new SimulatedServer(
    ipv4(`198.51.${100 + n}.1`, 3478),
    ipv4(`198.51.${100 + n}.2`, 3479),
    manner,
  );
}

export function addressOf({ primary }: SimulatedServer): NatServerAddress {
  return { targets: [`stun:${primary.address}`], endpoint: primary };
}

/** One discovery on a simulated network, with what it found and what it took. `names`: other names of the servers. */
export function discover(options: Partial<NetworkOptions> & { names?: NatServerAddress[] } = {}) {
  const servers = options.servers ?? [server('rfc5780', 1), server('plain', 2)];
  const network = new SimulatedNetwork({ seed: 1, ...options, servers });
  const startMs = network.nowMs;
  const machine = new NatDiscovery({
    servers: [...servers.map(addressOf), ...(options.names ?? [])],
    startMs,
  });
  network.run(machine);
  const mapping = mappingResult(machine, network.clientAddress);
  const filtering = filteringResult(machine, network.clientAddress);
  return {
    mapping,
    filtering,
    alg: algResult(machine, network.clientAddress),
    rfc3489: rfc3489Name(mapping, filtering),
    tookMs: network.nowMs - startMs,
    ...network.sent,
  };
}

/** The nine combinations of RFC 4787, with the RFC 3489 name of each. */
export const combinations = dependences.flatMap((mapping) =>
  dependences.map((filtering) => ({ mapping, filtering, rfc3489: nameOf(mapping, filtering) })),
) satisfies { mapping: Dependence; filtering: Dependence; rfc3489: Nat['rfc3489'] }[];

/** Written down again here on purpose: a test that asks the code under test for the truth proves nothing. */
function nameOf(mapping: Dependence, filtering: Dependence): Nat['rfc3489'] {
  if (mapping !== 'endpoint-independent') return 'symmetric';
  if (filtering === 'endpoint-independent') return 'full-cone';
  return filtering === 'address-dependent' ? 'restricted-cone' : 'port-restricted-cone';
}

export function natOf(mapping: NatOptions['mapping'], filtering: Dependence): NatOptions[] {
  return [{ mapping, filtering, ports: 'random' }];
}
