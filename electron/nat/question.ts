import type { Endpoint } from '../../shared/endpoint.ts';
import { sameEndpoint } from '../../shared/endpoint.ts';
import type { NatTest, NatTestName } from '../../shared/nat-results.ts';
import {
  attribute,
  checkFingerprint,
  type DecodedMessage,
  encodeMessage,
  newTransactionId,
  type StunAttribute,
} from '../stun/index.ts';
import { answerWaitMs, firstLastWaitMs, firstRetryMs, maxSendings, retryMs } from './timing.ts';

/** What an answer said. */
export interface Answer {
  from: Endpoint;
  /** XOR-MAPPED-ADDRESS, or MAPPED-ADDRESS of a server that is older than RFC 5389. */
  mapped: Endpoint;
  /** MAPPED-ADDRESS beside it: devices that rewrite addresses in payloads find only this one. */
  plainMapped: Endpoint | null;
  otherAddress: Endpoint | null;
}

export interface QuestionOptions {
  name: NatTestName;
  socket: string;
  to: Endpoint;
  /** Whose answer counts; default `to`. */
  answerFrom?: Endpoint;
  /** The value of CHANGE-REQUEST (RFC 5780 section 7.2). */
  change?: { changeIp: boolean; changePort: boolean };
  /** Attributes besides. */
  attributes?: StunAttribute[];
  maxSendings?: number;
}

/** One sending: a request of its own with a transaction id of its own, so that each answer belongs to one of them. */
export interface Sending {
  question: Question;
  atMs: number;
  answeredAtMs: number | null;
}

/**
 * A Binding request to one endpoint, asked until it is answered. Only an answer from exactly `answerFrom` is an answer;
 * others are noted, because they tell about the server.
 */
export class Question {
  readonly name: NatTestName;
  readonly socket: string;
  readonly to: Endpoint;
  readonly answerFrom: Endpoint;
  readonly sendings: Sending[] = [];
  readonly #options: QuestionOptions;
  answer: Answer | null = null;
  /** Where an answer came from that did not have to come from there. */
  elsewhere: Endpoint | null = null;
  rejected = false;
  malformed = false;
  /** The operating system's code where nothing could be sent. */
  sendError: string | null = null;

  constructor(options: QuestionOptions) {
    this.#options = options;
    this.name = options.name;
    this.socket = options.socket;
    this.to = options.to;
    this.answerFrom = options.answerFrom ?? options.to;
  }

  /** A new request; `id` is its transaction id. The caller keeps the sending and sends the bytes. */
  make(nowMs: number): { id: Buffer; bytes: Buffer; sending: Sending } {
    const { change, attributes = [] } = this.#options;
    const transactionId = newTransactionId();
    const bytes = encodeMessage({
      class: 'request',
      method: 'Binding',
      transactionId,
      attributes: change
        ? [{ name: 'CHANGE-REQUEST', value: change }, ...attributes]
        : [...attributes],
    });
    const sending: Sending = { question: this, atMs: nowMs, answeredAtMs: null };
    this.sendings.push(sending);
    return { id: transactionId, bytes, sending };
  }

  /** Takes a message with the id of one of the sendings. */
  take(sending: Sending, message: DecodedMessage, from: Endpoint, nowMs: number): void {
    if (checkFingerprint(message) === 'invalid' || message.unknownRequired.length > 0) return;
    if (message.class === 'error') {
      this.rejected = true;
      return;
    }
    const answer = readAnswer(message, from);
    if (!answer) {
      this.malformed = true;
    } else if (!sameEndpoint(from, this.answerFrom)) {
      this.elsewhere ??= from;
    } else {
      sending.answeredAtMs ??= nowMs;
      this.answer ??= answer;
    }
  }

  /** The slowest round trip of its answers; `null` without one. */
  get rttMs(): number | null {
    const known = this.sendings.flatMap(({ atMs, answeredAtMs }) =>
      answeredAtMs === null ? [] : [answeredAtMs - atMs],
    );
    return known.length === 0 ? null : Math.max(...known);
  }

  /** When to ask again; -Infinity: at once; Infinity: never. `rttMs` is the server's, `null` as long as it is not known. */
  dueAtMs(rttMs: number | null): number {
    if (this.isClosed) return Infinity;
    const last = this.sendings.at(-1);
    if (!last) return -Infinity;
    const first = firstRetryMs[this.sendings.length - 1] ?? Infinity;
    return last.atMs + (rttMs === null ? first : retryMs(rttMs));
  }

  /** When an unanswered question counts as silence; Infinity while it is still asked. */
  settledAtMs(rttMs: number | null): number {
    if (this.answer || this.rejected || this.sendError !== null) return -Infinity;
    const last = this.sendings.at(-1);
    if (!this.isClosed || !last) return Infinity;
    return last.atMs + (rttMs === null ? firstLastWaitMs : answerWaitMs(rttMs));
  }

  /** No more sendings are needed, or allowed. */
  get isClosed(): boolean {
    const most = this.#options.maxSendings ?? maxSendings;
    if (this.answer || this.rejected || this.sendError !== null) return true;
    return this.#ended || this.sendings.length >= most;
  }

  #ended = false;

  /** Asks no more, for example because nothing may be sent any more. */
  end(): void {
    this.#ended = true;
  }

  /** As the report holds it. `rttMs` is the server's slowest round trip, `null` where none is known. */
  toTest(nowMs: number, rttMs: number | null): NatTest {
    const received = this.sendings.filter(({ answeredAtMs }) => answeredAtMs !== null).length;
    return {
      name: this.name,
      sentTo: this.to,
      answeredFrom: this.answer?.from ?? this.elsewhere,
      mappedAddress: this.answer?.mapped ?? null,
      status: this.#status(nowMs, rttMs),
      sent: this.sendings.length,
      received,
    };
  }

  #status(nowMs: number, rttMs: number | null): NatTest['status'] {
    if (this.answer) return 'answered';
    if (this.sendError !== null || this.sendings.length === 0) return 'not-sent';
    if (this.elsewhere) return 'elsewhere';
    if (this.rejected) return 'rejected';
    if (this.malformed) return 'malformed';
    // Whatever is not sent any more: one request that was waited for is no answer.
    const first = this.sendings[0]?.atMs ?? nowMs;
    const waitMs = rttMs === null ? firstLastWaitMs : answerWaitMs(rttMs);
    return nowMs >= first + waitMs ? 'silent' : 'pending';
  }
}

function readAnswer(message: DecodedMessage, from: Endpoint): Answer | null {
  const plainMapped = attribute(message, 'MAPPED-ADDRESS') ?? null;
  const mapped = attribute(message, 'XOR-MAPPED-ADDRESS') ?? plainMapped;
  if (!mapped) return null;
  const otherAddress = attribute(message, 'OTHER-ADDRESS') ?? null;
  return { from, mapped, plainMapped, otherAddress };
}
