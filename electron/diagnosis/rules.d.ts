import type { finding as findingTexts } from '../../shared/messages/en/finding.ts';
import type { MessageValues } from '../../shared/messages/translate.ts';
import type { Severity, VerdictLevel } from '../../shared/report.ts';
import type { Evidence } from './evidence.ts';
import type { Owner } from './owner.ts';
export type FindingCode = keyof typeof findingTexts;
/** One place where a rule applies. */
export interface Match {
    /** The server URI, or the part of this computer, that the finding is about. */
    subject: string;
    /** Ids of the probes that it rests on: never empty. */
    evidence: string[];
    values?: MessageValues;
}
/** One row of the table: when a finding applies, how bad it is, and which findings are only its consequences. */
export interface Rule {
    code: FindingCode;
    severity: Severity;
    /** The best verdict that is still honest where this applies. */
    level: VerdictLevel;
    /** Whose problem it is, or who could improve it where nothing is wrong. */
    owner: Owner;
    /** It is as sure as the report's `nat` is. */
    byNat?: true;
    /** Only its consequences, wherever they show. */
    hides?: readonly FindingCode[];
    /** Its consequences where they rest on nothing but probes that it rests on as well: those of the same server. */
    absorbs?: readonly FindingCode[];
    /** `told`: the ids of the probes that findings of rows before rest on, hidden ones too. */
    match: (evidence: Evidence, told: ReadonlySet<string>) => Match[];
}
/** Every rule, causes before their consequences: the first finding of the worst level gives the headline. */
export declare const ruleGroups: readonly {
    title: string;
    rules: readonly Rule[];
}[];
export declare const rules: readonly Rule[];
