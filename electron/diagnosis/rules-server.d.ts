import type { Rule } from './rules.ts';
/** Findings about STUN over UDP: single servers, and what they say together about the network. */
export declare const serverRules: readonly Rule[];
