import ipaddr from 'ipaddr.js';
import { formatEndpoint, type Endpoint } from '../../shared/endpoint.ts';
import type { Misdirected, Rejected, TurnResult } from './client-failure.ts';
import { isLoopbackAddress } from './loopback.ts';

/** A farm of servers needs one, a farm that is being moved two. */
const maxRedirects = 3;

/** Ranges that no server can be in, and IPv4 in disguise. */
const nowhere: ReadonlySet<string> = new Set([
  'unspecified',
  'broadcast',
  'multicast',
  'ipv4Mapped',
]);

/**
 * Which 300s are followed (RFC 8489 section 10): to a server of the same address family that was not asked before. A server
 * elsewhere cannot send the client to services of this computer.
 */
export class ClientRedirects {
  readonly #asked = new Set<string>();

  next({ alternateServer: to }: Rejected, from: Endpoint): TurnResult<Endpoint> {
    this.#asked.add(formatEndpoint(from));
    if (to === null || !isUsable(to, from)) return misdirected('unusable', to);
    if (this.#asked.has(formatEndpoint(to))) return misdirected('loop', to);
    if (this.#asked.size > maxRedirects) return misdirected('too-many', to);
    return { ok: true, value: to };
  }
}

function isUsable({ address, port, family }: Endpoint, from: Endpoint): boolean {
  if (port === 0 || family !== from.family) return false;
  if (nowhere.has(ipaddr.parse(address).range())) return false;
  return !isLoopbackAddress(address) || isLoopbackAddress(from.address);
}

function misdirected(
  problem: Misdirected['problem'],
  to: Endpoint | null,
): { ok: false; failure: Misdirected } {
  return { ok: false, failure: { status: 'misdirected', problem, to } };
}
