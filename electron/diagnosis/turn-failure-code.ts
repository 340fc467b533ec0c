import type { TlsProblem } from '../../shared/report.ts';
import type { Evidence } from './evidence.ts';
import type { TurnFailureCode } from './rules-turn-failures.ts';
import { type AllocationTest, allocationsOf } from './turn-evidence.ts';

const codeOfTls = {
  'name-mismatch': 'turn-tls-name',
  'self-signed': 'turn-tls-self-signed',
  'unknown-issuer': 'turn-tls-issuer',
  expired: 'turn-tls-expired',
  'not-yet-valid': 'turn-tls-not-yet-valid',
  clock: 'turn-clock',
  revoked: 'turn-tls-revoked',
  protocol: 'turn-tls-protocol',
  other: 'turn-tls-other',
} as const satisfies Record<Exclude<TlsProblem, 'none'>, TurnFailureCode>;

/** Error codes of RFC 8656 section 19 and RFC 8489 section 14.8 that say what has to be done. 401 is told apart below. */
const codeOfRejection: Partial<Record<number, TurnFailureCode>> = {
  300: 'turn-redirect',
  403: 'turn-forbidden',
  437: 'turn-allocation-mismatch',
  438: 'turn-stale-nonce',
  440: 'turn-family-unsupported',
  441: 'turn-wrong-credentials',
  442: 'turn-transport-unsupported',
  486: 'turn-quota',
  508: 'turn-capacity',
};

const unauthenticated = 401;

/** The one cause of a failed test. It is always one: a server whose certificate has expired is not also "failed". */
export function failureCode(test: AllocationTest, evidence: Evidence): TurnFailureCode {
  const problem = test.result?.tls?.problem ?? 'none';
  if (problem !== 'none') return codeOfTls[problem];
  if (isAfterGrant(test)) return 'turn-refresh-fails';
  switch (test.error?.code) {
    case 'name-not-found':
      return 'turn-name-not-found';
    case 'timeout':
      return silentCode(test, evidence);
    case 'refused':
      return 'turn-refused';
    case 'unreachable':
      return 'turn-unreachable';
    case 'closed':
      return 'turn-closed';
    case 'malformed':
      return 'turn-not-turn';
    case 'rejected':
      return rejectionCode(test, evidence);
    default:
      // What the TLS library refused before it saw a certificate.
      return test.failedStep?.name === 'tls' ? 'turn-tls-protocol' : 'turn-failed';
  }
}

/** Whether any certificate shows that this computer's clock is off. */
export function isClockWrong(evidence: Evidence): boolean {
  return allocationsOf(evidence).some(({ result }) => result?.tls?.problem === 'clock');
}

function isAfterGrant({ failedStep }: AllocationTest): boolean {
  return failedStep?.name === 'refresh' || failedStep?.name === 'release';
}

function silentCode({ transport, target }: AllocationTest, evidence: Evidence): TurnFailureCode {
  if (transport !== 'udp') return transport === 'tcp' ? 'turn-tcp-silent' : 'turn-tls-silent';
  const answersBinding = evidence.probes.some(
    (probe) =>
      probe.kind === 'stun.binding' && probe.target === target && probe.status === 'passed',
  );
  return answersBinding ? 'turn-allocate-ignored' : 'turn-udp-silent';
}

function rejectionCode(
  { failedStep, result }: AllocationTest,
  evidence: Evidence,
): TurnFailureCode {
  const code = failedStep?.stunErrorCode ?? 0;
  if (code !== unauthenticated) return codeOfRejection[code] ?? 'turn-failed';
  const expiresAt = result?.credentialExpiresAt;
  if (!expiresAt) return 'turn-credentials-refused';
  // A time-limited name and a clock that is known to be off: the clock is the cause that can be shown.
  if (isClockWrong(evidence)) return 'turn-clock';
  if (result.credentialProblem === 'clock') return 'turn-clock-differs';
  const isOver =
    evidence.startedAt !== undefined && Date.parse(expiresAt) <= Date.parse(evidence.startedAt);
  return isOver || result.credentialProblem === 'expired'
    ? 'turn-credentials-expired'
    : 'turn-credentials-rest-refused';
}
