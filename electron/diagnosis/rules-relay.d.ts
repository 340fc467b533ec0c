import type { Rule } from './rules.ts';
/** Findings about TURN servers as a whole: what works, what is set up badly, and what only their operators care about. */
export declare const relayRules: readonly Rule[];
