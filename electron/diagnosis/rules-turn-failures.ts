import { type Evidence, probesOf } from './evidence.ts';
import type { FindingCode, Match, Rule } from './rules.ts';
import { type AllocationTest, failedAllocations } from './turn-evidence.ts';
import { failureCode } from './turn-failure-code.ts';
import { ownerOfFailure } from './turn-owner.ts';
import { matchHosts } from './turn-values.ts';

/** Every cause for which a server gives no relayed address. A test has exactly one of them. */
export const turnFailureCodes = [
  'turn-clock',
  'turn-clock-differs',
  'turn-name-not-found',
  'turn-udp-silent',
  'turn-tcp-silent',
  'turn-tls-silent',
  'turn-allocate-ignored',
  'turn-refused',
  'turn-unreachable',
  'turn-not-turn',
  'turn-closed',
  'turn-tls-name',
  'turn-tls-issuer',
  'turn-tls-self-signed',
  'turn-tls-expired',
  'turn-tls-not-yet-valid',
  'turn-tls-revoked',
  'turn-tls-protocol',
  'turn-tls-other',
  'turn-credentials-expired',
  'turn-credentials-rest-refused',
  'turn-credentials-refused',
  'turn-wrong-credentials',
  'turn-forbidden',
  'turn-quota',
  'turn-capacity',
  'turn-allocation-mismatch',
  'turn-stale-nonce',
  'turn-family-unsupported',
  'turn-transport-unsupported',
  'turn-redirect',
  'turn-refresh-fails',
  'turn-failed',
] as const satisfies readonly FindingCode[];

export type TurnFailureCode = (typeof turnFailureCodes)[number];

/** What STUN says of the same server: as a relay it has more to say. */
const saidByBinding = [
  'server-silent',
  'server-refused',
  'server-unreachable',
  'server-malformed',
  'server-name-not-found',
] as const satisfies readonly FindingCode[];

/** A relay that does not relay spoils the calls that need it; direct calls go on. So none of these is red by itself. */
export const turnFailureRules: readonly Rule[] = turnFailureCodes.map((code) => ({
  code,
  severity: 'warning',
  level: 'degraded',
  owner: ownerOfFailure[code],
  absorbs: saidByBinding,
  match: (evidence) => {
    const tests = failedAllocations(evidence).filter(
      (test) => failureCode(test, evidence) === code,
    );
    return matchHosts(tests).map((match) => withBindings(match, tests, evidence));
  },
}));

/** Adds what Binding over UDP found, where it failed as well. */
function withBindings(match: Match, tests: readonly AllocationTest[], evidence: Evidence): Match {
  const targets = new Set(
    tests.filter(({ id }) => match.evidence.includes(id)).map(({ target }) => target),
  );
  const failed = probesOf(evidence, 'stun.binding').filter(
    ({ target, status }) => status === 'failed' && targets.has(target),
  );
  return { ...match, evidence: [...match.evidence, ...failed.map(({ id }) => id)] };
}
