import type { Translate } from '../../shared/messages/translate.ts';
import type { Finding, Nat, Severity, Verdict } from '../../shared/report.ts';
import type { Evidence } from './evidence.ts';
import { describeNat } from './nat.ts';
import { ownerOf } from './owner.ts';
import { type FindingCode, type Match, type Rule, rules } from './rules.ts';
import { decideVerdict, type RuledFinding } from './verdict.ts';

export interface Diagnosis {
  verdict: Verdict;
  findings: Finding[];
  nat: Nat;
}

const severities: readonly Severity[] = ['critical', 'warning', 'info', 'ok'];

/** Turns evidence into a judgement. Pure: the same evidence and language give the same words. */
export function diagnose(evidence: Evidence, t: Translate): Diagnosis {
  const told = new Set<string>();
  const matched = rules.flatMap((rule) => {
    const matches = rule.match(evidence, told);
    for (const id of matches.flatMap((match) => match.evidence)) told.add(id);
    return matches.map((match) => ({
      rule,
      finding: toFinding(rule, match, t),
      owner: ownerOf(rule.owner, match, evidence),
    }));
  });
  const visible = withoutConsequences(matched);
  return {
    verdict: decideVerdict(evidence, visible, t),
    findings: visible
      .map(({ finding }) => finding)
      .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
    nat: describeNat(evidence, t),
  };
}

/** Causes stand before their consequences in the table; what is hidden itself hides nothing. */
function withoutConsequences(matched: readonly RuledFinding[]): RuledFinding[] {
  const hidden = new Set<FindingCode>();
  const causes: RuledFinding[] = [];
  const isHidden = ({ rule, finding }: RuledFinding) =>
    hidden.has(rule.code) || causes.some((by) => isAbsorbed(finding, by));
  for (const one of matched) {
    if (isHidden(one)) continue;
    causes.push(one);
    for (const code of one.rule.hides ?? []) hidden.add(code);
  }
  return matched.filter((one) => !isHidden(one));
}

function isAbsorbed({ code, evidence }: Finding, { rule, finding: by }: RuledFinding): boolean {
  const absorbs: readonly string[] = rule.absorbs ?? [];
  return absorbs.includes(code) && evidence.every((id) => by.evidence.includes(id));
}

function toFinding(rule: Rule, { subject, evidence, values = {} }: Match, t: Translate): Finding {
  return {
    code: rule.code,
    severity: rule.severity,
    subject,
    title: t(`finding.${rule.code}.title`, values),
    explanation: t(`finding.${rule.code}.explanation`, values),
    userAction: t(`finding.${rule.code}.user`, values),
    itAction: t(`finding.${rule.code}.it`, values),
    evidence,
  };
}
