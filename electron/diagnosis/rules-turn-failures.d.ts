import type { Rule } from './rules.ts';
/** Every cause for which a server gives no relayed address. A test has exactly one of them. */
export declare const turnFailureCodes: readonly ["turn-clock", "turn-clock-differs", "turn-name-not-found", "turn-udp-silent", "turn-tcp-silent", "turn-tls-silent", "turn-allocate-ignored", "turn-refused", "turn-unreachable", "turn-not-turn", "turn-closed", "turn-tls-name", "turn-tls-issuer", "turn-tls-self-signed", "turn-tls-expired", "turn-tls-not-yet-valid", "turn-tls-revoked", "turn-tls-protocol", "turn-tls-other", "turn-credentials-expired", "turn-credentials-rest-refused", "turn-credentials-refused", "turn-wrong-credentials", "turn-forbidden", "turn-quota", "turn-capacity", "turn-allocation-mismatch", "turn-stale-nonce", "turn-family-unsupported", "turn-transport-unsupported", "turn-redirect", "turn-refresh-fails", "turn-failed"];
export type TurnFailureCode = (typeof turnFailureCodes)[number];
/** A relay that does not relay spoils the calls that need it; direct calls go on. So none of these is red by itself. */
export declare const turnFailureRules: readonly Rule[];
