import type { AddressFamily } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { NatServerAddress } from '../nat/server-under-test.ts';
import { type RunningDiscovery, startDiscovery } from '../nat/run-discovery.ts';
import { type NatServers, resolveNatServers } from './nat-servers.ts';
import type { ProbeSpec } from './probe.ts';

type Failed = Extract<NatServers, { ok: false }>;
export type JoinedDiscovery = { ok: true; discovery: RunningDiscovery } | Failed;

interface Shared {
  joined: Promise<JoinedDiscovery>;
  stop: AbortController;
  members: number;
}

/**
 * The NAT discoveries of one run, one for each address family. `nat.mapping`, `nat.filtering` and `nat.alg` look at the
 * same packets: asking for each anew would be three times as many, and could give three answers that do not agree.
 */
export class NatDiscoveries {
  readonly #shared = new Map<AddressFamily, Shared>();

  /** Begins the discovery of the probe's family, or joins it. It ends early only when all that joined were aborted. */
  async join(spec: ProbeSpec, signal: AbortSignal, t: Translate): Promise<JoinedDiscovery> {
    const { family } = spec;
    if (family === 'none') throw new Error('a NAT discovery is of one address family');
    const shared = this.#shared.get(family) ?? this.#begin(spec, family, t);
    shared.members += 1;
    const leave = () => {
      shared.members -= 1;
      if (shared.members === 0) shared.stop.abort();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    return shared.joined;
  }

  #begin(spec: ProbeSpec, family: AddressFamily, t: Translate): Shared {
    const stop = new AbortController();
    const joined = resolveNatServers(spec.servers ?? [], family, stop.signal, t).then(
      (resolved): JoinedDiscovery =>
        resolved.ok
          ? { ok: true, discovery: start(resolved.servers, family, spec, stop.signal) }
          : resolved,
    );
    const shared = { joined, stop, members: 0 };
    this.#shared.set(family, shared);
    return shared;
  }
}

function start(
  servers: readonly NatServerAddress[],
  family: AddressFamily,
  { localAddress: ownAddress }: ProbeSpec,
  signal: AbortSignal,
): RunningDiscovery {
  return startDiscovery({ servers, family, ownAddress, signal });
}
