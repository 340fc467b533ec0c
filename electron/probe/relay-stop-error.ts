import type { Endpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError } from '../../shared/report.ts';
import type { RelayTestStop } from '../turn/relay-peer.ts';
import { turnError } from './turn-failure.ts';

/** Says in words at which step a relay test ended, and why. */
export function relayStopError(
  { step, failure }: RelayTestStop,
  server: Endpoint,
  t: Translate,
): ProbeError {
  const error = turnError(failure, server, t);
  if (error.code === 'cancelled') return error;
  const values = { reason: error.message, sent: 'sent' in failure ? failure.sent : 0 };
  return { code: error.code, message: t(`probe.relayStop.${step}`, values) };
}
