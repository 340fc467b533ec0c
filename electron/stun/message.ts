import { randomFillSync } from 'node:crypto';
import type { AttributeName, AttributeValue, StunAttribute } from './attributes.ts';

/** Class of a message (RFC 8489 section 5). */
export type StunClass = 'request' | 'indication' | 'success' | 'error';

/** Methods of RFC 8489, RFC 8656 and RFC 6062. */
export type StunMethod =
  | 'Binding'
  | 'Allocate'
  | 'Refresh'
  | 'Send'
  | 'Data'
  | 'CreatePermission'
  | 'ChannelBind'
  | 'Connect'
  | 'ConnectionBind'
  | 'ConnectionAttempt';

/** A STUN message: what its sender meant, without its bytes. */
export interface StunMessage {
  class: StunClass;
  method: StunMethod;
  /** 12 bytes. */
  transactionId: Buffer;
  /** In the order of the message. Repeated attributes are kept: the first one counts, see `attribute`. */
  attributes: StunAttribute[];
}

/** Where decoding stopped and why. `place` is for example `header.length` or `attribute LIFETIME at 24`. */
export interface DecodeError {
  place: string;
  reason: string;
}

/** A message from the network. Its buffers are views of `bytes`, not copies. */
export type DecodedMessage = StunMessage & {
  /** The whole message as received: integrity and fingerprint are computed over it. */
  bytes: Buffer;
  /** Comprehension-required types (0x0000-0x7FFF) that are not in the table, each once (RFC 8489 section 14). */
  unknownRequired: number[];
};

/** Value of the attribute with that name, or undefined; of repeated ones the first counts (RFC 8489 section 14). */
export function attribute<N extends AttributeName>(
  message: Pick<StunMessage, 'attributes'>,
  name: N,
): AttributeValue<N> | undefined {
  for (const candidate of message.attributes) {
    // The union pairs each name with its value type, so equal names mean the wanted value type.
    if (candidate.name === name) return candidate.value as AttributeValue<N>;
  }
  return undefined;
}

/** 12 random bytes: unpredictable, so that an off-path attacker cannot forge an answer (RFC 8489 section 5). */
export function newTransactionId(): Buffer {
  return randomFillSync(Buffer.alloc(12));
}
