import { type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError, TurnAllocateResult } from '../../shared/report.ts';
import type { TurnFailure } from '../turn/client-failure.ts';
import type { CredentialProblem } from './credential-problem.ts';
import { transactionError } from './transaction-error.ts';

/** Says in words why a step of the TURN client did not succeed. */
export function turnError(failure: TurnFailure, server: Endpoint, t: Translate): ProbeError {
  if (failure.status === 'misdirected') {
    const to = failure.to ? formatEndpoint(failure.to) : '';
    const message = t(`probe.error.redirect.${failure.problem}`, { to });
    return { code: 'rejected', message };
  }
  if (failure.status !== 'rejected') return transactionError(failure, server, t);
  const { stunErrorCode: code, name: reason } = failure;
  return { code: 'rejected', message: t('probe.error.rejected', { code, reason }) };
}

/** Says in words why a server refuses a credential. */
export function credentialError(
  problem: CredentialProblem,
  { steps, credentialExpiresAt = null }: TurnAllocateResult,
  t: Translate,
): ProbeError {
  const code = steps.at(-1)?.stunErrorCode ?? 0;
  // To the minute, as people read it: 2026-11-25 18:00.
  const time = (credentialExpiresAt ?? '').slice(0, 16).replace('T', ' ');
  return { code: 'rejected', message: t(`probe.error.credential.${problem}`, { code, time }) };
}
