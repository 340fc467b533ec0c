import { magicCookie } from './message-type.ts';

/** A stream carried something that is neither a STUN message nor ChannelData; nothing after it can be read. */
export interface FramingError {
  reason: string;
}

/** Longest message that a stream may carry: a STUN header with the longest body, or ChannelData with its header. */
const maxMessageBytes = 20 + 0xffff;
/** Enough to know a message's length: the headers of ChannelData and STUN begin with type and length. */
const lengthBytes = 4;

/**
 * Cuts STUN messages and ChannelData out of a TCP or TLS stream (RFC 8489 section 6.2.2, RFC 8656 section 12.5), wherever the
 * stream was split. Holds at most one incomplete message. Never throws.
 */
export class StreamFramer {
  #rest: Buffer = Buffer.alloc(0);
  #error: FramingError | null = null;

  /** Set once the stream has broken; the connection is of no further use. */
  get error(): FramingError | null {
    return this.#error;
  }

  /** Bytes of a message that is not complete yet. */
  get pendingBytes(): number {
    return this.#rest.length;
  }

  /** Takes what arrived and returns the messages that are complete now, padding of ChannelData included. */
  push(chunk: Buffer): Buffer[] {
    if (this.#error) return [];
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: Buffer[] = [];
    while (bytes.length >= lengthBytes) {
      const length = messageLength(bytes);
      if (length === null) {
        this.#error = { reason: 'begins a message that is neither STUN nor ChannelData' };
        bytes = Buffer.alloc(0);
        break;
      }
      if (bytes.length < length) break;
      messages.push(bytes.subarray(0, length));
      bytes = bytes.subarray(length);
    }
    // A copy: the chunk may be a part of a large buffer, which would be kept for a few bytes.
    this.#rest = bytes.length === 0 ? bytes : Buffer.from(bytes);
    return messages;
  }
}

/** The length of the message that begins here with its padding; null where none can begin like this. */
function messageLength(bytes: Buffer): number | null {
  const type = bytes.readUInt16BE(0);
  const length = bytes.readUInt16BE(2);
  const firstBits = type >> 14;
  if (firstBits === 1) return (lengthBytes + length + 3) & ~3;
  if (firstBits !== 0 || length % 4 !== 0 || 20 + length > maxMessageBytes) return null;
  if (bytes.length >= 8 && bytes.readUInt32BE(4) !== magicCookie) return null;
  return 20 + length;
}
