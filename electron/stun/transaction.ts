import { sameEndpoint } from '../../shared/endpoint.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import { attributeLabel } from './attributes.ts';
import type { IntegrityKey } from './credentials.ts';
import { decodeMessage } from './decode.ts';
import { checkFingerprint, checkIntegrity } from './integrity.ts';
import { headerLength, magicCookie, messageTypeOf, messageTypes } from './message-type.ts';
import type { DecodedMessage, DecodeError } from './message.ts';
import type { Schedule } from './schedule.ts';

/** Why a packet was not taken as the answer. */
export type IgnoredReason =
  | 'not STUN'
  | 'wrong id'
  | 'wrong source'
  | 'wrong type'
  | 'wrong fingerprint'
  | 'wrong integrity'
  | 'no integrity'
  | 'unknown required attributes';

/** A packet that came while a request was open and was not its answer. */
export interface IgnoredPacket {
  from: Endpoint;
  reason: IgnoredReason;
  /** Milliseconds after the first sending. */
  atMs: number;
}

/** How a request ended. `sent` counts its transmissions, one that failed included. */
export type TransactionOutcome =
  | {
      status: 'answered';
      message: DecodedMessage;
      from: Endpoint;
      /** Of first transmissions only (Karn): null when the answer may belong to a retransmission. */
      rttMs: number | null;
      sent: number;
    }
  /** `waitedMs` where it was not the schedule that decided: on streams. */
  | { status: 'timeout'; sent: number; ignored: IgnoredPacket[]; waitedMs?: number }
  /** ICMP port unreachable: nothing listens there, or a firewall rejects. Only told to connected sockets. */
  | { status: 'refused'; sent: number }
  /** The operating system could not send; `code` is its error code, for example ENETUNREACH. */
  | { status: 'unreachable'; sent: number; code: string }
  /** The connection of a stream ended before the answer; `code` is the system's error code, null for an orderly end. */
  | { status: 'closed'; sent: number; code: string | null }
  /** The server did answer, with bytes that are no usable answer. */
  | { status: 'malformed'; sent: number; error: DecodeError }
  | { status: 'cancelled'; sent: number };

/** What a transaction wants from its socket: send the request now or not, and wake it at `wakeAtMs` of its clock. */
export type TransactionStep =
  { done: false; send: boolean; wakeAtMs: number } | { done: true; outcome: TransactionOutcome };

export interface TransactionOptions {
  /** The encoded request. */
  request: Buffer;
  /** Whose answer counts: address and port. */
  answerFrom: Endpoint;
  schedule: Schedule;
  /** Answers must be signed with this key, see `ClientTransaction`. */
  key?: IntegrityKey;
  /** Clock at the start; every `nowMs` below is of the same clock. */
  startMs: number;
}

/** A flood of stray packets must not fill the memory. */
const maxIgnored = 16;

/**
 * One request and the wait for its answer over UDP (RFC 8489 sections 6.2.1 and 6.3), without socket and clock: times
 * and packets come in, steps go out.
 *
 * An answer matches by transaction id, source address, class and method. With a key, a success response must carry a
 * valid integrity and an error response no invalid one: servers cannot sign 401 and 438, and some sign no error at all.
 */
export class ClientTransaction {
  readonly #options: TransactionOptions;
  readonly #transactionId: Buffer;
  readonly #answerTypes: readonly number[];
  readonly #ignored: IgnoredPacket[] = [];
  #sent = 0;
  #firstSentMs = 0;
  #lastUnusable: DecodeError | null = null;

  constructor(options: TransactionOptions) {
    this.#options = options;
    this.#transactionId = options.request.subarray(8, headerLength);
    const method = messageTypes.get(options.request.readUInt16BE(0))?.method ?? 'Binding';
    this.#answerTypes = [messageTypeOf('success', method), messageTypeOf('error', method)];
  }

  /** To be called at the start and at each `wakeAtMs`. A wake-up that comes too early does no harm. */
  onTime(nowMs: number): TransactionStep {
    const { schedule, startMs } = this.#options;
    const closeAtMs = startMs + schedule.closeAtMs;
    if (nowMs >= closeAtMs) return { done: true, outcome: this.#silence() };
    const dueMs = schedule.sendAtMs[this.#sent];
    const send = dueMs !== undefined && nowMs >= startMs + dueMs;
    if (send) {
      if (this.#sent === 0) this.#firstSentMs = nowMs;
      this.#sent += 1;
    }
    const nextMs = schedule.sendAtMs[this.#sent];
    const wakeAtMs = nextMs === undefined ? closeAtMs : Math.min(startMs + nextMs, closeAtMs);
    return { done: false, send, wakeAtMs };
  }

  /** The outcome that the packet brings, or null where it is not the answer; then it is noted as ignored. */
  onPacket(bytes: Buffer, from: Endpoint, nowMs: number): TransactionOutcome | null {
    const mismatch = this.#mismatch(bytes, from);
    if (mismatch !== null) return this.#ignore(mismatch, from, nowMs);
    const decoded = decodeMessage(bytes);
    if (!decoded.ok) return { status: 'malformed', sent: this.#sent, error: decoded.error };
    const { message } = decoded;
    const flaw = this.#flaw(message);
    if (flaw !== null) return this.#ignore(flaw, from, nowMs);
    const rttMs = this.#sent === 1 ? nowMs - this.#firstSentMs : null;
    return { status: 'answered', message, from, rttMs, sent: this.#sent };
  }

  /** The outcome of an error of the socket; `code` as Node gives it. Windows says ECONNRESET for a refusal. */
  onSocketError(code: string): TransactionOutcome {
    const sent = this.#sent;
    if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return { status: 'refused', sent };
    return { status: 'unreachable', sent, code };
  }

  /** The outcome of the end of a stream's connection. */
  onClosed(code: string | null): TransactionOutcome {
    return { status: 'closed', sent: this.#sent, code };
  }

  /** The outcome of bytes on a stream after which no message can be found any more. */
  onBrokenStream(reason: string): TransactionOutcome {
    return { status: 'malformed', sent: this.#sent, error: { place: 'stream', reason } };
  }

  cancel(): TransactionOutcome {
    return { status: 'cancelled', sent: this.#sent };
  }

  /** Why the packet is not for this transaction, null where it is. The rest of its bytes may still be broken. */
  #mismatch(bytes: Buffer, from: Endpoint): IgnoredReason | null {
    if (bytes.length < headerLength || bytes.readUInt32BE(4) !== magicCookie) return 'not STUN';
    if (!bytes.subarray(8, headerLength).equals(this.#transactionId)) return 'wrong id';
    if (!this.#answerTypes.includes(bytes.readUInt16BE(0))) return 'wrong type';
    return sameEndpoint(from, this.#options.answerFrom) ? null : 'wrong source';
  }

  /** Why a matching message is discarded as if it had not come (RFC 8489 sections 6.3, 9.1.4, 9.2.5). */
  #flaw(message: DecodedMessage): IgnoredReason | null {
    if (checkFingerprint(message) === 'invalid') return 'wrong fingerprint';
    const { key } = this.#options;
    if (key !== undefined) {
      const integrity = checkIntegrity(message, key);
      if (integrity === 'invalid') return 'wrong integrity';
      if (integrity === 'missing' && message.class === 'success') return 'no integrity';
    }
    if (message.unknownRequired.length === 0) return null;
    this.#lastUnusable = unknownAttributesError(message);
    return 'unknown required attributes';
  }

  #ignore(reason: IgnoredReason, from: Endpoint, nowMs: number): null {
    if (this.#ignored.length < maxIgnored) {
      this.#ignored.push({ from, reason, atMs: nowMs - this.#options.startMs });
    }
    return null;
  }

  /** At the deadline an answer that had to be discarded still says more than "no answer". */
  #silence(): TransactionOutcome {
    const sent = this.#sent;
    if (this.#lastUnusable !== null) {
      return { status: 'malformed', sent, error: this.#lastUnusable };
    }
    return { status: 'timeout', sent, ignored: this.#ignored };
  }
}

function unknownAttributesError(message: DecodedMessage): DecodeError {
  const labels = message.unknownRequired.map(attributeLabel).join(', ');
  return {
    place: `attribute ${labels}`,
    reason:
      'is comprehension-required and not known here, so the response was discarded (RFC 8489 section 6.3.3); ' +
      'no better one came before the deadline',
  };
}
