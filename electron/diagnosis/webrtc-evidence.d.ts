import type { ProbeOf, Transport } from '../../shared/report.ts';
import { type ServerUri } from '../../shared/uri.ts';
import type { CallPathKind, CallStage, IceCandidateError } from '../../shared/webrtc-results.ts';
import { type Evidence } from './evidence.ts';
/** What one witness says about a server. `unknown`: it was not asked, or not to the end. */
export interface Witness {
    state: 'works' | 'fails' | 'unknown';
    /** Ids of the probes that say so. */
    ids: string[];
}
/** The same server over the same transport, as the raw probes saw it and as Chromium did. */
export interface ServerWitnesses {
    /** The server URI in its shortest form. */
    target: string;
    server: ServerUri;
    raw: Witness;
    chromium: Witness;
    /** What Chromium's `icecandidateerror` events said of this server. */
    errors: IceCandidateError[];
    /** Where the call stopped; null where Chromium did not come as far as a call. */
    failedStage: CallStage | null;
}
export type CallProbe = ProbeOf<'webrtc.call'>;
/** A call that was tried to its end, with what it found. */
export interface TriedCall {
    probe: CallProbe;
    result: NonNullable<CallProbe['result']>;
}
/** The calls that were tried to their end, by any of these paths; those that a busy computer was too slow for were not. */
export declare function triedCalls(evidence: Evidence, ...paths: CallPathKind[]): TriedCall[];
export declare function connected(calls: readonly TriedCall[]): TriedCall[];
export declare function failed(calls: readonly TriedCall[]): TriedCall[];
export declare function failedStageOf({ result }: TriedCall): CallStage | null;
/** Every server that Chromium tried, beside what the raw probes say of it. */
export declare function serverWitnesses(evidence: Evidence): ServerWitnesses[];
/** Whether both witnesses fail at everything that Chromium tried of these servers, and at one at least. */
export declare function bothFail(evidence: Evidence, transport?: Transport): boolean;
/** A server URI in its shortest form; other texts as they are. */
export declare function normalTarget(target: string): string;
