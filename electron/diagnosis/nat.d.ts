import type { Translate } from '../../shared/messages/translate.ts';
import type { Nat } from '../../shared/report.ts';
import { type Evidence } from './evidence.ts';
import { type NatEvidence } from './nat-evidence.ts';
/** What the evidence says about NAT, by IPv4 where it was measured. What is not known is `unknown`, and `reason` says why. */
export declare function describeNat(evidence: Evidence, t: Translate): Nat;
/**
 * Whether there is a second NAT, nearly always the provider's. 100.64.0.0/10 lies only between such a provider and its
 * customers (RFC 6598): as the address of this computer, of its router's outside, or as the one that a server sees. And a
 * router whose outside address is not the one that servers see has another NAT behind it. Otherwise addresses do not
 * tell.
 */
export declare function isCarrierGrade(nat: NatEvidence): boolean | null;
