import type { Translate } from '../../shared/messages/translate.ts';
import type { NatReason } from '../../shared/nat-results.ts';
import type { ProbeError, ProbeErrorCode, ProbeStatus } from '../../shared/report.ts';

/** What a reason is in the terms of all probes. */
const errorCodes: Record<NatReason, ProbeErrorCode> = {
  'no-answer': 'timeout',
  'no-way': 'unreachable',
  'no-address': 'not-supported',
  'one-address': 'not-supported',
  'one-port': 'not-supported',
  'servers-disagree': 'not-supported',
  'no-fit-server': 'not-supported',
  'too-much-loss': 'timeout',
  'network-changed': 'unreachable',
  stopped: 'cancelled',
  symmetric: 'not-supported',
  'no-nat': 'not-supported',
  'not-sent-by-servers': 'not-supported',
  'no-response-port': 'not-supported',
  'two-public-addresses': 'not-supported',
};

/**
 * How a NAT probe ended. What is not known is `inconclusive`, with the reason in words: it says nothing bad about the
 * network. Only the mapping test fails, where no server answered or none could be sent to.
 */
export function natOutcome(
  result: { behaviour: string; reason: NatReason | null },
  t: Translate,
  canFail = false,
): { status: ProbeStatus; error: ProbeError | null } {
  const { behaviour, reason } = result;
  if (behaviour !== 'unknown') return { status: 'passed', error: null };
  if (reason === null) return { status: 'inconclusive', error: null };
  const error = { code: errorCodes[reason], message: t(`probe.natReason.${reason}`) };
  const failed = canFail && (reason === 'no-answer' || reason === 'no-way');
  return { status: failed ? 'failed' : 'inconclusive', error };
}
