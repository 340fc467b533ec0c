import type { ProbeOf, ProbeResult, SessionStatus } from '../../shared/report.ts';
/** What was measured, as the rules look at it. */
export interface Evidence {
    status: SessionStatus;
    profile: string;
    /** ISO 8601, by this computer's clock: what time stamps of credentials and certificates are compared with. */
    startedAt?: string;
    probes: readonly ProbeResult[];
}
/**
 * How one server did over UDP, its address families together. `unknown`: it was not asked to the end, so nothing is
 * said about it.
 */
export interface ServerEvidence {
    target: string;
    state: 'answered' | 'silent' | 'refused' | 'unreachable' | 'malformed' | 'name-not-found' | 'unknown';
    /** All `stun.binding` probes of this server. */
    probes: ProbeOf<'stun.binding'>[];
    /** The probe that the state rests on. */
    deciding: ProbeOf<'stun.binding'>;
}
export declare function probesOf<K extends ProbeResult['kind']>({ probes }: Pick<Evidence, 'probes'>, kind: K): ProbeOf<K>[];
/** Groups the binding probes by server. A server that answers by one family has answered. */
export declare function serversOf(evidence: Evidence): ServerEvidence[];
/** The servers that something is known about. */
export declare function knownServers(evidence: Evidence): ServerEvidence[];
export declare function baselineOf(evidence: Evidence): ProbeOf<'relay.baseline'> | undefined;
