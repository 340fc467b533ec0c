import type { Rule } from './rules.ts';
/** Findings about the ways that a call can take: direct, by a relay, by a relay over TCP alone. */
export declare const webrtcPathRules: readonly Rule[];
