import type { Translate } from '../../shared/messages/translate.ts';
import type { Finding, Nat, Verdict } from '../../shared/report.ts';
import type { Evidence } from './evidence.ts';
export interface Diagnosis {
    verdict: Verdict;
    findings: Finding[];
    nat: Nat;
}
/** Turns evidence into a judgement. Pure: the same evidence and language give the same words. */
export declare function diagnose(evidence: Evidence, t: Translate): Diagnosis;
