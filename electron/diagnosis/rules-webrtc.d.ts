import type { Rule } from './rules.ts';
/**
 * The comparison of two witnesses: what Chromium's own WebRTC did with the servers that raw sockets have tried as well. Where
 * both fail there is one cause, and the raw probes know more about it: only they speak.
 */
export declare const webrtcRules: readonly Rule[];
