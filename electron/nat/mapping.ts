import { type Endpoint, sameEndpoint } from '../../shared/endpoint.ts';
import type { MappingBehaviour, NatMappingResult, NatReason } from '../../shared/nat-results.ts';

/** What one endpoint of a server saw of the mapping socket. `witness` numbers the servers. */
export interface Observation {
  witness: number;
  to: Endpoint;
  mapped: Endpoint;
}

export interface MappingVerdict {
  behaviour: MappingBehaviour;
  method: NatMappingResult['method'];
  reason: NatReason | null;
  /** Servers that say so. */
  agreeing: number;
  dependent: boolean;
}

interface MappingQuestion {
  observations: readonly Observation[];
  /** Address and port that the packets left from. */
  local: Endpoint | null;
  /** Whether a server has two ports to ask: without one, address- and port-dependent mapping look alike. */
  canTellPorts: boolean;
}

/**
 * Mapping behaviour (RFC 4787 section 4.1) from what servers saw of one socket: by several servers, and by the endpoints
 * of one RFC 5780 server (its section 4.3). Only answers count, so loss cannot make it wrong, only unknown.
 */
export function judgeMapping({
  observations,
  local,
  canTellPorts,
}: MappingQuestion): MappingVerdict {
  const witnesses = [...new Set(observations.map(({ witness }) => witness))];
  const own = (witness: number) => observations.filter((one) => one.witness === witness);
  const method = methodOf(
    witnesses.length,
    witnesses.some((witness) => addresses(own(witness)) > 1),
  );
  const verdict = (
    behaviour: MappingBehaviour,
    agreeing: number,
    reason: NatReason | null = null,
    dependent = false,
  ): MappingVerdict => ({ behaviour, method, agreeing, reason, dependent });

  const [first] = observations;
  if (!first) return verdict('unknown', 0, 'no-answer');
  if (local && observations.every(({ mapped }) => sameEndpoint(mapped, local))) {
    return verdict('none', witnesses.length);
  }
  if (observations.every(({ mapped }) => sameEndpoint(mapped, first.mapped))) {
    return addresses(observations) > 1
      ? verdict('endpoint-independent', witnesses.length)
      : verdict('unknown', 0, 'one-address');
  }
  const groups = witnesses.map(own);
  const isDependent = groups.some((group) => !isEqual(group));
  const largest = largestGroup(groups.filter(isEqual));
  // The same mapping for two addresses: what a mapping that depends on the address never gives.
  const isSteady = largest > 1 || groups.some((group) => isEqual(group) && addresses(group) > 1);
  if (!isSteady) {
    return dependentVerdict(observations, canTellPorts, (behaviour, reason) =>
      verdict(behaviour, witnesses.length, reason, true),
    );
  }
  // Some servers see one mapping, others another: the majority is believed, one against one nobody.
  return isDependent || largest * 2 <= groups.length
    ? verdict('unknown', 0, 'servers-disagree')
    : verdict('endpoint-independent', largest, 'servers-disagree');
}

/** The mapping changes with the server: with its address alone, or with its port as well? */
function dependentVerdict(
  observations: readonly Observation[],
  canTellPorts: boolean,
  verdict: (behaviour: MappingBehaviour, reason: NatReason | null) => MappingVerdict,
): MappingVerdict {
  const portPairs = observations.flatMap((one, index) =>
    observations
      .slice(index + 1)
      .filter(({ to }) => to.address === one.to.address && to.port !== one.to.port)
      .map(({ mapped }) => sameEndpoint(mapped, one.mapped)),
  );
  if (portPairs.includes(false)) return verdict('address-and-port-dependent', null);
  if (portPairs.includes(true)) return verdict('address-dependent', null);
  // No server has a second port: nearly every such NAT depends on the port too, and for calls it makes no difference.
  return canTellPorts
    ? verdict('unknown', 'one-port')
    : verdict('address-and-port-dependent', 'one-port');
}

function isEqual(observations: readonly Observation[]): boolean {
  const [first, ...others] = observations;
  return others.every(({ mapped }) => first !== undefined && sameEndpoint(mapped, first.mapped));
}

/** How many of the groups, each of one mapping, share the mapping that most of them share. */
function largestGroup(groups: readonly (readonly Observation[])[]): number {
  const mapped = groups.flatMap(([first]) => (first ? [first.mapped] : []));
  return Math.max(
    0,
    ...mapped.map((one) => mapped.filter((other) => sameEndpoint(one, other)).length),
  );
}

function addresses(observations: readonly Observation[]): number {
  return new Set(observations.map(({ to }) => to.address)).size;
}

function methodOf(witnesses: number, rfc5780: boolean): NatMappingResult['method'] {
  if (witnesses > 1) return rfc5780 ? 'servers-and-rfc5780' : 'servers';
  if (rfc5780) return 'rfc5780';
  return witnesses === 1 ? 'servers' : 'none';
}
