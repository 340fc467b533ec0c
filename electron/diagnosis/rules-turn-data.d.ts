import type { Rule } from './rules.ts';
/** Findings about what passes through a relayed address, once it was granted. */
export declare const turnDataRules: readonly Rule[];
