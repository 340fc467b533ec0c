import type { Rule } from './rules.ts';
/** Findings about this computer alone: what is wrong here cannot be blamed on the network. */
export declare const computerRules: readonly Rule[];
