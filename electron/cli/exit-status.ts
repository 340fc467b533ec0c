import type { Failure, Outcome } from '../../shared/outcome.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Report, VerdictLevel } from '../../shared/report.ts';

/** What the process ends with: scripts and remote support read it. */
export const exitStatus = {
  good: 0,
  internalFailure: 1,
  wrongUsage: 2,
  degraded: 10,
  blocked: 20,
  inconclusive: 30,
  interrupted: 130,
} as const satisfies Record<VerdictLevel, number> & Record<string, number>;

export function exitStatusOf({ session, verdict }: Report): number {
  return session.status === 'completed' ? exitStatus[verdict.level] : exitStatus.interrupted;
}

/** Wrong usage or configuration: the message says what was wrong and how it is right. */
export class UsageError extends Error {}

/** The value of an outcome whose failure the person who typed the command has to mend. */
export function orUsageError<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new UsageError((outcome satisfies Failure).message);
}

/** The outcome, with the option that allows it where a file is in the way. */
export function orForce<T>(outcome: Outcome<T>, t: Translate): Outcome<T> {
  if (outcome.ok || outcome.code !== 'file-exists') return outcome;
  return { ...outcome, message: `${outcome.message} ${t('terminal.force')}` };
}
