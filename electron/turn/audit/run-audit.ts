import { trustedRoots } from '../../stun/index.ts';
import { askAllocations, type SessionOptions } from './ask-allocations.ts';
import { askListener } from './ask-listener.ts';
import { askTlsVersions } from './ask-tls-versions.ts';
import { isTlsOfTurn } from './services.ts';
import type { ListenerFacts, Service, SessionFacts, TlsVersionFacts } from './facts.ts';

export interface ServerFacts {
  listeners: ListenerFacts[];
  /** Of the first listener that speaks TLS. */
  tls: TlsVersionFacts | null;
  session: SessionFacts | null;
}

/**
 * Asks a server everything that its own answers tell. All ways in are asked at once; what needs one that answers begins as soon
 * as the first of `services` has answered. Never rejects for what the network does; on `signal` it ends soon, with what
 * was seen until then, and holds nothing at the server.
 */
export async function runAudit(
  services: readonly Service[],
  options: SessionOptions,
): Promise<ServerFacts> {
  // Reading hundreds of certificates takes half a second: afterwards it would be measured as the server's.
  trustedRoots();
  const asking = services.map((service) => askListener(service, options));
  const [listeners, tls, session] = await Promise.all([
    Promise.all(asking),
    first(asking, isTlsOfTurn).then((found) => found && askTlsVersions(found.service, options)),
    first(asking, answers).then((found) => found && askAllocations(found.service, options)),
  ]);
  return { listeners, tls, session };
}

/** In the order of the services, so that the same server is asked over the same way each time. */
async function first(
  asking: readonly Promise<ListenerFacts>[],
  isWanted: (facts: ListenerFacts) => boolean,
): Promise<ListenerFacts | null> {
  for (const one of asking) {
    const facts = await one;
    if (isWanted(facts)) return facts;
  }
  return null;
}

function answers({ status }: ListenerFacts): boolean {
  return status === 'answered';
}
