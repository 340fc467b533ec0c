import type { ServerTransport } from '../../shared/uri.ts';
import { type Evidence } from './evidence.ts';
/** What carries calls although nothing else may: a relay that was granted, or that a test call went through. */
export interface RelayWay {
    id: string;
    target: string;
    transport: ServerTransport;
}
/** Every way through a relay that is known to work, as plain sockets and as Chromium found it. */
export declare function relayWays(evidence: Evidence): RelayWay[];
/** Ids of the probes to which something outside of this computer's own relay answered. */
export declare function reached(evidence: Evidence): string[];
