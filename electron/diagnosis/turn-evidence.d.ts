import type { AddressFamily } from '../../shared/endpoint.ts';
import type { ProbeError, TurnAllocateResult, TurnStep } from '../../shared/report.ts';
import { type ServerTransport } from '../../shared/uri.ts';
import { type Evidence } from './evidence.ts';
/** One try to get a relayed address: over one transport and address family of one server. */
export interface AllocationTest {
    id: string;
    target: string;
    /** Without port and scheme: what several ways to the same server have in common. */
    host: string;
    port: number;
    transport: ServerTransport;
    family: AddressFamily;
    state: 'works' | 'fails' | 'unknown';
    result: TurnAllocateResult | null;
    /** The step that ended it. */
    failedStep: TurnStep | null;
    error: ProbeError | null;
}
/** All tests of one host, whatever the transport. */
export interface RelayEvidence {
    host: string;
    tests: AllocationTest[];
}
/**
 * Every try to allocate. A `turn.relay` allocates too: it counts where it was the only one, or where it failed although
 * `turn.allocate` did not, as with a quota of one.
 */
export declare function allocationsOf(evidence: Evidence): AllocationTest[];
/** The hosts that were asked to relay, in the order of the report. */
export declare function relaysOf(evidence: Evidence): RelayEvidence[];
/** Whether a server relays, by any transport. */
export declare function worksAsRelay({ tests }: RelayEvidence): boolean;
/** A server that refuses by its own words is there, and so is one whose certificate could be looked at. */
export declare function isReached({ state, error }: Pick<AllocationTest, 'state' | 'error'>): boolean;
export declare function failsAsRelay({ tests }: RelayEvidence): boolean;
/**
 * What failed and needs words. By one address family is enough: a call takes the way that is open. Where no server at all
 * answers Binding over UDP, that has its finding already.
 */
export declare function failedAllocations(evidence: Evidence): AllocationTest[];
