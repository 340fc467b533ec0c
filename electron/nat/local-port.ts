import { randomInt } from 'node:crypto';
import type { AddressFamily } from '../../shared/endpoint.ts';
import { failure, type Outcome } from '../../shared/outcome.ts';
import { StunSocket } from '../stun/index.ts';
import type { PortClass } from './machine.ts';

/** IANA's dynamic ports. */
const firstPort = 49_152;
const lastPort = 65_535;
/** Ports for filtering tests are 7 more than a multiple of 8, all others are for mapping tests. */
const classes = 8;
const filteringClass = 7;
/** Other programs, or Windows for itself, may hold single ports. */
const attempts = 20;

/**
 * Opens a socket on a random free port of a class. The classes keep a filtering test from a port on which an earlier
 * mapping test has talked to the server's other address: the router may still let that address in, and would look open.
 */
export async function bindPort(
  family: AddressFamily,
  address: string,
  portClass: PortClass,
): Promise<Outcome<StunSocket>> {
  let last: Outcome<StunSocket> = failure('EADDRINUSE', '');
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    last = await StunSocket.bind({ family, address, port: randomPort(portClass) });
    if (last.ok || (last.code !== 'EADDRINUSE' && last.code !== 'EACCES')) return last;
  }
  return last;
}

export function randomPort(portClass: PortClass): number {
  const blocks = (lastPort + 1 - firstPort) / classes;
  const offset = portClass === 'filtering' ? filteringClass : randomInt(classes - 1);
  return firstPort + randomInt(blocks) * classes + offset;
}
