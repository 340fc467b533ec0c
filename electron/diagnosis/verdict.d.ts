import type { Translate } from '../../shared/messages/translate.ts';
import type { Finding, Verdict, VerdictOwner } from '../../shared/report.ts';
import { type Evidence } from './evidence.ts';
import type { Rule } from './rules.ts';
/** A finding with the row of the table that it came from. */
export interface RuledFinding {
    rule: Rule;
    finding: Finding;
    owner: VerdictOwner;
}
/** The worst finding decides; a check that did not run to its end decides nothing. */
export declare function decideVerdict(evidence: Evidence, findings: readonly RuledFinding[], t: Translate): Verdict;
