import type { Rule } from './rules.ts';
/** Findings that rest on test calls alone, where no plain socket has tried the same. */
export declare const webrtcAloneRules: readonly Rule[];
