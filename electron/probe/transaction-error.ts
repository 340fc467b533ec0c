import { type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError } from '../../shared/report.ts';
import {
  diagnosingSchedule,
  type TransactionOutcome,
  type TransportFailure,
} from '../stun/index.ts';

/** Says in words why a request was not answered. Packets that came but were no answer are told as `malformed`. */
export function transactionError(
  outcome: Exclude<TransactionOutcome, { status: 'answered' }> | TransportFailure,
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
      const seconds = (outcome.waitedMs ?? diagnosingSchedule.closeAtMs) / 1000;
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
    case 'silent': {
      const seconds = outcome.waitedMs / 1000;
      const message = t(`probe.error.${outcome.stage}Silent`, { endpoint, seconds });
      return { code: 'timeout', message };
    }
    case 'closed': {
      const message = t('probe.error.closed', { endpoint, reason: outcome.code ?? 'FIN' });
      return { code: 'closed', message };
    }
    case 'untrusted': {
      const { problem, reason } = outcome;
      const message = t(`probe.error.tls.${problem}`, { endpoint, reason });
      return { code: 'untrusted', message };
    }
    case 'malformed': {
      const reason = `${outcome.error.place}: ${outcome.error.reason}`;
      return { code: 'malformed', message: t('probe.error.malformed', { endpoint, reason }) };
    }
    case 'cancelled':
      return { code: 'cancelled', message: t('probe.error.cancelled') };
  }
}
