import type { Rule } from './rules.ts';
/** Findings about how well this network carries packets, where all servers together show the same. */
export declare const qualityRules: readonly Rule[];
