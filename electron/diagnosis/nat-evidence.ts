import type { AddressFamily } from '../../shared/endpoint.ts';
import type { NatServer } from '../../shared/nat-results.ts';
import type { Nat, ProbeOf } from '../../shared/report.ts';
import { rfc3489Name } from '../../shared/rfc3489-name.ts';
import { baselineOf, type Evidence, knownServers, probesOf } from './evidence.ts';
import { allocationsOf, isReached } from './turn-evidence.ts';
import { connected, triedCalls } from './webrtc-evidence.ts';

/** The NAT probes of one address family. */
export interface NatEvidence {
  family: AddressFamily;
  mapping: ProbeOf<'nat.mapping'> | undefined;
  filtering: ProbeOf<'nat.filtering'> | undefined;
  alg: ProbeOf<'nat.alg'> | undefined;
  hairpinning: ProbeOf<'nat.hairpinning'> | undefined;
  lifetime: ProbeOf<'nat.lifetime'> | undefined;
}

/** Fewer silent servers than this never decide that UDP is blocked: one may simply be down. */
const enoughToBlame = 2;

export function natOf(evidence: Evidence, family: AddressFamily): NatEvidence {
  const own = { probes: evidence.probes.filter((probe) => probe.family === family) };
  return {
    family,
    mapping: probesOf(own, 'nat.mapping')[0],
    filtering: probesOf(own, 'nat.filtering')[0],
    alg: probesOf(own, 'nat.alg')[0],
    hairpinning: probesOf(own, 'nat.hairpinning')[0],
    lifetime: probesOf(own, 'nat.lifetime')[0],
  };
}

/** The family that the report's `nat` is about: IPv4, and IPv6 only where IPv4 has no answers and IPv6 has. */
export function mainNat(evidence: Evidence): NatEvidence {
  const [ipv4, ipv6] = [natOf(evidence, 'IPv4'), natOf(evidence, 'IPv6')];
  return !isAnswered(ipv4) && isAnswered(ipv6) ? ipv6 : ipv4;
}

export function isAnswered({ mapping, filtering }: NatEvidence): boolean {
  return serversOfNat({ mapping, filtering }).some(({ mappedAddress }) => mappedAddress !== null);
}

/** What the discovery says about each server. Filtering ends last, so it knows most. */
export function serversOfNat({
  mapping,
  filtering,
}: Pick<NatEvidence, 'mapping' | 'filtering'>): NatServer[] {
  return filtering?.result?.servers ?? mapping?.result?.servers ?? [];
}

/** The classic name of what was measured; `unknown` also where UDP is blocked. */
export function kindOf({ mapping, filtering }: NatEvidence): Nat['rfc3489'] {
  return rfc3489Name(
    mapping?.result ?? { behaviour: 'unknown', dependent: false },
    filtering?.result ?? { behaviour: 'unknown' },
  );
}

/**
 * The mapping probe that shows that UDP is blocked: several servers were silent in every test, while TCP works or this
 * computer passed its own test. Anything else may be servers that are down.
 */
export function blockedUdp(evidence: Evidence): ProbeOf<'nat.mapping'> | null {
  const mappings = probesOf(evidence, 'nat.mapping');
  const silent = mappings.find(({ result }) => result?.reason === 'no-answer');
  const asked = (silent?.result?.tests ?? []).filter(({ name }) => name === 'test I');
  const addresses = new Set(asked.flatMap(({ sentTo }) => sentTo?.address ?? []));
  const isHeard =
    knownServers(evidence).some(({ state }) => state !== 'silent' && state !== 'unreachable') ||
    mappings.some(({ result }) => (result?.agreeing ?? 0) > 0 || result?.dependent) ||
    allocationsOf(evidence).some((test) => test.transport === 'udp' && isReached(test)) ||
    connected(triedCalls(evidence, 'srflx', 'relay')).some(
      ({ probe }) => probe.transport === 'udp',
    );
  if (!silent || isHeard || addresses.size < enoughToBlame) return null;
  const isChecked = silent.result?.tcpWorks === true || baselineOf(evidence)?.status === 'passed';
  return isChecked ? silent : null;
}

/** The name of the adapter that a test sent from, or its address where the name is not known. */
export function adapterOf(evidence: Evidence, address: string | undefined): string {
  const interfaces = probesOf(evidence, 'local.interfaces').flatMap(
    ({ result }) => result?.interfaces ?? [],
  );
  return interfaces.find((one) => one.address === address)?.name ?? address ?? '';
}
