import type { Rule } from './rules.ts';
/** Findings about sound and picture: whether they arrive, and whether they fare worse than plain messages. */
export declare const webrtcMediaRules: readonly Rule[];
