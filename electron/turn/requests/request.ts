import type { AddressFamily } from '../../../shared/endpoint.ts';
import type { AttributeValue, DecodedMessage } from '../../stun/index.ts';
import type { Action } from '../action.ts';
import type { Allocation } from '../allocation.ts';
import type { Answer, AnswerSlip } from '../answer.ts';

/** A request whose sender has proved who it is. */
export interface AuthenticatedRequest {
  message: DecodedMessage;
  slip: AnswerSlip;
  username: string;
  /** Whose quota counts. */
  account: string;
  nowMs: number;
}

/** What a request led to. `answer` is null where it comes later. */
export interface Handled {
  answer: Answer | null;
  actions: Action[];
}

/** What the relay lets its clients do. */
export interface RelayPolicy {
  families: readonly AddressFamily[];
  maxRelays: number;
  maxRelaysPerAccount: number;
  isPeerAllowed: (address: string) => boolean;
}

/** An error answer that changes nothing. */
export function refuse(code: number): Handled {
  return { answer: { ok: false, code }, actions: [] };
}

/** A success answer without attributes or actions. */
export const accept: Handled = { answer: { ok: true, attributes: [] }, actions: [] };

/** The error for a peer that this allocation may not talk to, or null (RFC 8656 sections 10.2 and 12.2). */
export function peerError(
  peer: AttributeValue<'XOR-PEER-ADDRESS'>,
  allocation: Allocation,
  policy: RelayPolicy,
): 403 | 443 | null {
  if (!policy.isPeerAllowed(peer.address)) return 403;
  return allocation.relayFor(peer.family) === undefined ? 443 : null;
}
