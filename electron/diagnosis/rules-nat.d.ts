import type { Nat } from '../../shared/report.ts';
import { type Evidence } from './evidence.ts';
import type { Match, Rule } from './rules.ts';
/** Findings about the way out of this network: what it means for calls, what is in the way, and who measured badly. */
export declare const natRules: readonly Rule[];
export declare function kindMatch(evidence: Evidence, kind: Nat['rfc3489']): Match[];
export declare function blockedMatch(evidence: Evidence, applies: (tcpWorks: boolean | null) => boolean): Match[];
