import { type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError } from '../../shared/report.ts';
import { diagnosingSchedule, type TransactionOutcome } from '../stun/index.ts';

/** Says in words why a request was not answered. Packets that came but were no answer are told as `malformed`. */
export function transactionError(
  outcome: Exclude<TransactionOutcome, { status: 'answered' }>,
  server: Endpoint,
  t: Translate,
): ProbeError {
  const endpoint = formatEndpoint(server);
  switch (outcome.status) {
    case 'timeout': {
      const reasons = [...new Set(outcome.ignored.map(({ reason }) => reason))].join(', ');
      if (reasons !== '') {
        const message = t('probe.error.malformed', { endpoint, reason: reasons });
        return { code: 'malformed', message };
      }
      const seconds = diagnosingSchedule.closeAtMs / 1000;
      return {
        code: 'timeout',
        message: t('probe.error.timeout', { sent: outcome.sent, seconds }),
      };
    }
    case 'refused':
      return { code: 'refused', message: t('probe.error.refused', { endpoint }) };
    case 'unreachable': {
      const message = t('probe.error.unreachable', { endpoint, reason: outcome.code });
      return { code: 'unreachable', message };
    }
    case 'malformed': {
      const reason = `${outcome.error.place}: ${outcome.error.reason}`;
      return { code: 'malformed', message: t('probe.error.malformed', { endpoint, reason }) };
    }
    case 'cancelled':
      return { code: 'cancelled', message: t('probe.error.cancelled') };
  }
}
