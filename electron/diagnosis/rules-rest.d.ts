import type { Rule } from './rules.ts';
/** The last row of the table: what no other row rests on. */
export declare const restRules: readonly Rule[];
