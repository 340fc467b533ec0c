import type { AddressFamily } from '../../shared/endpoint.ts';
import type { NatServer } from '../../shared/nat-results.ts';
import type { Nat, ProbeOf } from '../../shared/report.ts';
import { type Evidence } from './evidence.ts';
/** The NAT probes of one address family. */
export interface NatEvidence {
    family: AddressFamily;
    mapping: ProbeOf<'nat.mapping'> | undefined;
    filtering: ProbeOf<'nat.filtering'> | undefined;
    alg: ProbeOf<'nat.alg'> | undefined;
    hairpinning: ProbeOf<'nat.hairpinning'> | undefined;
    lifetime: ProbeOf<'nat.lifetime'> | undefined;
}
export declare function natOf(evidence: Evidence, family: AddressFamily): NatEvidence;
/** The family that the report's `nat` is about: IPv4, and IPv6 only where IPv4 has no answers and IPv6 has. */
export declare function mainNat(evidence: Evidence): NatEvidence;
export declare function isAnswered({ mapping, filtering }: NatEvidence): boolean;
/** What the discovery says about each server. Filtering ends last, so it knows most. */
export declare function serversOfNat({ mapping, filtering, }: Pick<NatEvidence, 'mapping' | 'filtering'>): NatServer[];
/** The classic name of what was measured; `unknown` also where UDP is blocked. */
export declare function kindOf({ mapping, filtering }: NatEvidence): Nat['rfc3489'];
/**
 * The mapping probe that shows that UDP is blocked: several servers were silent in every test, while TCP works or this
 * computer passed its own test. Anything else may be servers that are down.
 */
export declare function blockedUdp(evidence: Evidence): ProbeOf<'nat.mapping'> | null;
/** The name of the adapter that a test sent from, or its address where the name is not known. */
export declare function adapterOf(evidence: Evidence, address: string | undefined): string;
