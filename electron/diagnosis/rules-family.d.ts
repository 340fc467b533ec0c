import type { Rule } from './rules.ts';
/** Findings about IPv4 and IPv6, each of which is a network of its own: what one of them does not do, the other may. */
export declare const familyRules: readonly Rule[];
