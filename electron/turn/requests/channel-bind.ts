import { attribute } from '../../stun/index.ts';
import type { Allocation } from '../allocation.ts';
import type { AnswerSlip } from '../answer.ts';
import { maxChannel, maxChannelRfc5766, minChannel } from '../limits.ts';
import {
  accept,
  peerError,
  refuse,
  type AuthenticatedRequest,
  type Handled,
  type RelayPolicy,
} from './request.ts';

/** Binds a channel number to a peer, or renews the binding (RFC 8656 section 12.2). */
export function handleChannelBind(
  { message, slip, nowMs }: AuthenticatedRequest,
  allocation: Allocation,
  policy: RelayPolicy,
): Handled {
  const number = attribute(message, 'CHANNEL-NUMBER');
  const peer = attribute(message, 'XOR-PEER-ADDRESS');
  if (number === undefined || !peer) return refuse(400);
  if (number < minChannel || number > lastChannel(slip)) return refuse(400);
  const code = peerError(peer, allocation, policy);
  if (code !== null) return refuse(code);
  const problem = allocation.bindChannel(number, peer, nowMs);
  if (problem === null) return accept;
  return refuse(problem === 'no-capacity' ? 508 : 400);
}

/** A client that negotiates its password algorithm is newer than RFC 5766; of any other that cannot be known. */
function lastChannel(slip: AnswerSlip): number {
  return slip.integrity?.algorithm === 'SHA-256' ? maxChannel : maxChannelRfc5766;
}
