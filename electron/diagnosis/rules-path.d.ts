import type { Rule } from './rules.ts';
/**
 * Findings about network and relays together: whether a call has any way at all. They stand before their parts, because
 * "direct calls should work" is not to be said where they cannot.
 */
export declare const pathRules: readonly Rule[];
