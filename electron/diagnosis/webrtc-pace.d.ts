import { type Evidence } from './evidence.ts';
/**
 * The probes of Chromium for which this computer was too slow: those that did not end by their deadline, and where offers took
 * long those that ran out of time without an error from Chromium. They say nothing about the network.
 */
export declare function outOfTime(evidence: Evidence): ReadonlySet<string>;
/** What was measured without what this computer was too slow for. */
export declare function inTime(evidence: Evidence): Evidence;
