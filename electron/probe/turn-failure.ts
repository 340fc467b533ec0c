import type { Endpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError } from '../../shared/report.ts';
import type { TurnFailure } from '../turn/client-failure.ts';
import { transactionError } from './transaction-error.ts';

/** Says in words why a step of the TURN client did not succeed. */
export function turnError(failure: TurnFailure, server: Endpoint, t: Translate): ProbeError {
  if (failure.status !== 'rejected') return transactionError(failure, server, t);
  const { stunErrorCode: code, name: reason } = failure;
  return { code: 'rejected', message: t('probe.error.rejected', { code, reason }) };
}
