import type { Translate } from '../../shared/messages/translate.ts';
import { type Failure, failure } from '../../shared/outcome.ts';
import type { SettingName } from '../../shared/policy.ts';
import type { ProbeKind } from '../../shared/report.ts';
import type { PolicyFile, PolicyProblem, PolicyProblemCode } from './policy-file.ts';

/** What is wrong with the policy, where, and what to do, in one sentence. */
export function problemText({ code, place, reason }: PolicyProblem, t: Translate): string {
  return t(`policy.problem.${code}`, { place, reason });
}

/** What the window says of the policy when it opens: many wrong members are one sentence there. */
export function policyNotices({ path, problems }: PolicyFile, t: Translate): string[] {
  const isOfMember = ({ code }: PolicyProblem) => memberProblems.includes(code);
  const members = problems.filter(isOfMember);
  const others = problems.filter((problem) => !isOfMember(problem));
  const told = members.length > 1 ? others : problems;
  return [
    ...told.map((problem) => problemText(problem, t)),
    ...(members.length > 1 ? [t('policy.severalProblems', { path })] : []),
  ];
}

const memberProblems: readonly PolicyProblemCode[] = [
  'unknown-member',
  'wrong-member',
  'more-problems',
];

export function lockedFailure(policyFile: PolicyFile, setting: SettingName, t: Translate): Failure {
  const values = { organisation: decider(policyFile, t), path: policyFile.path };
  return failure(
    'locked-by-policy',
    t('policy.locked', { ...values, setting: t(`policy.setting.${setting}`) }),
  );
}

export function forbiddenFailure(
  policyFile: PolicyFile,
  kinds: readonly ProbeKind[],
  t: Translate,
): Failure {
  const values = { organisation: decider(policyFile, t), path: policyFile.path };
  return failure(
    'forbidden-by-policy',
    t('policy.forbidden', { ...values, kinds: kinds.join(', ') }),
  );
}

/** Whose decision it was, for the beginning of a sentence. */
export function decider({ policy }: PolicyFile, t: Translate): string {
  return policy.organisation ?? t('policy.administrator');
}
