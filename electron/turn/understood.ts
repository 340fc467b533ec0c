import { attributeTable, isComprehensionRequired } from '../stun/index.ts';
import type { AttributeName, DecodedMessage } from '../stun/index.ts';
import type { Answer } from './answer.ts';

/**
 * Comprehension-required attributes that the relay acts on. Others of the codec's table belong to other programs (ICE, TURN
 * over TCP) and are as unknown to the relay as those outside the table.
 */
const understood: ReadonlySet<AttributeName> = new Set<AttributeName>([
  'MAPPED-ADDRESS',
  'USERNAME',
  'MESSAGE-INTEGRITY',
  'ERROR-CODE',
  'UNKNOWN-ATTRIBUTES',
  'REALM',
  'NONCE',
  'MESSAGE-INTEGRITY-SHA256',
  'PASSWORD-ALGORITHM',
  'USERHASH',
  'XOR-MAPPED-ADDRESS',
  'CHANNEL-NUMBER',
  'LIFETIME',
  'XOR-PEER-ADDRESS',
  'DATA',
  'XOR-RELAYED-ADDRESS',
  'REQUESTED-ADDRESS-FAMILY',
  'EVEN-PORT',
  'REQUESTED-TRANSPORT',
  'DONT-FRAGMENT',
  'RESERVATION-TOKEN',
]);

const nothingMore: ReadonlySet<AttributeName> = new Set();

/** Types that the sender requires the relay to understand and that it does not, each once. `more` are understood here. */
export function notUnderstood(message: DecodedMessage, more = nothingMore): number[] {
  const types = new Set(message.unknownRequired);
  for (const { name } of message.attributes) {
    if (name === 'UNKNOWN' || understood.has(name) || more.has(name)) continue;
    const { type } = attributeTable[name];
    if (isComprehensionRequired(type)) types.add(type);
  }
  return [...types];
}

/** The answer to a request with attributes that are not understood but required (RFC 8489 section 6.3.1). */
export function unknownAnswer(message: DecodedMessage, more = nothingMore): Answer | null {
  const types = notUnderstood(message, more);
  if (types.length === 0) return null;
  const attributes: Answer['attributes'] = [{ name: 'UNKNOWN-ATTRIBUTES', value: types }];
  return { ok: false, code: 420, attributes };
}
