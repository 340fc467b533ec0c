import type { Evidence } from '../evidence.ts';
/** The names of the checks that were recorded. */
export declare const recordedNames: string[];
/** What a recorded check found, as the rules look at it. */
export declare function recordedEvidence(name: string): Evidence;
