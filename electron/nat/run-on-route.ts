import type { NatMachine } from './machine.ts';
import { perform } from './perform.ts';
import { chooseRoute, type RouteOptions } from './route.ts';
import type { NatServerAddress } from './server-under-test.ts';

/** A test that can be ended where it stands. */
interface StoppableMachine extends NatMachine {
  stop(reason: 'stopped' | 'no-way'): void;
}

/** Runs a NAT test on real sockets from the address that leads to most of the servers, to its end or the signal. */
export async function runOnRoute<M extends StoppableMachine>(
  { servers, family, ownAddress, signal }: RouteOptions,
  make: (servers: readonly NatServerAddress[], localAddress: string) => M,
): Promise<{ machine: M; localAddress: string }> {
  const { localAddress, reachable } = await chooseRoute(servers, ownAddress);
  if (localAddress === null) {
    const unspecified = family === 'IPv4' ? '0.0.0.0' : '::';
    const machine = make([], unspecified);
    machine.stop('no-way');
    return { machine, localAddress: unspecified };
  }
  const machine = make(reachable, localAddress);
  await perform(machine, { family, localAddress, signal });
  machine.stop('stopped');
  return { machine, localAddress };
}
