import type { Endpoint } from '../../shared/endpoint.ts';
import { sameEndpoint } from '../../shared/endpoint.ts';
import type { NatReason, NatTest } from '../../shared/nat-results.ts';
import { decodeMessage, encodeMessage, newTransactionId } from '../stun/index.ts';
import type { Ledger } from './ledger.ts';
import type { NatAction } from './machine.ts';
import { Question } from './question.ts';

export interface TrialOptions {
  socket: string;
  /** The socket that the server is asked from. */
  controlSocket: string;
  server: Endpoint;
  /** How long the mapping is left alone. */
  afterSec: number;
  /** What the server sees of the control socket: its address must be the trial's. */
  controlMapped: Endpoint;
  ledger: Ledger;
}

/** After the wait: eight requests within two seconds; at a loss of 36 % all are lost once in 3,500 times. */
const askAtMs: readonly number[] = [0, 150, 350, 600, 900, 1200, 1500, 1800];
const lastAskAtMs = 1800;
const lastWaitMs = 800;

/** One mapping that is left alone, then looked for. */
export class LifetimeTrial {
  readonly socket: string;
  readonly server: Endpoint;
  readonly afterSec: number;
  readonly #options: TrialOptions;
  readonly #mapping: Question;
  readonly #ids = new Set<string>();
  #arrivedFrom: Endpoint | null = null;
  #isRefused = false;
  #nowMs = -Infinity;
  isOpen = false;

  constructor(options: TrialOptions) {
    this.#options = options;
    this.socket = options.socket;
    this.server = options.server;
    this.afterSec = options.afterSec;
    this.#mapping = new Question({ name: 'test I', socket: this.socket, to: this.server });
  }

  /** `failed`: it says nothing about the mapping, see `reason`. */
  get state(): 'open' | 'alive' | 'gone' | 'failed' {
    if (this.#arrivedFrom) return 'alive';
    if (this.reason) return 'failed';
    return this.#isSilent ? 'gone' : 'open';
  }

  get isDecided(): boolean {
    return this.state !== 'open';
  }

  get reason(): NatReason | null {
    if (this.#isRefused) return 'no-response-port';
    const { answer } = this.#mapping;
    if (answer && answer.mapped.address !== this.#options.controlMapped.address) {
      return 'two-public-addresses';
    }
    if (!answer && this.#nowMs >= this.#mapping.settledAtMs(null)) return 'no-answer';
    // A mapping that was made a moment ago is there: the server did not send to it.
    return this.afterSec === 0 && this.#isSilent ? 'no-response-port' : null;
  }

  get #isSilent(): boolean {
    const begun = this.#askingSinceMs;
    if (begun === null || this.#ids.size < askAtMs.length) return false;
    return this.#nowMs >= begun + lastAskAtMs + lastWaitMs;
  }

  get wakeAtMs(): number {
    if (!this.isOpen || this.isDecided) return Infinity;
    if (!this.#mapping.answer) {
      return Math.min(this.#mapping.dueAtMs(null), this.#mapping.settledAtMs(null));
    }
    const begun = this.#askingSinceMs ?? 0;
    const next = askAtMs[this.#ids.size];
    return begun + (next ?? lastAskAtMs + lastWaitMs);
  }

  advance(nowMs: number): NatAction[] {
    this.#nowMs = nowMs;
    if (!this.isOpen || this.isDecided) return [];
    if (!this.#mapping.answer) {
      return this.#mapping.dueAtMs(null) <= nowMs
        ? this.#options.ledger.ask(this.#mapping, nowMs)
        : [];
    }
    const begun = this.#askingSinceMs ?? Infinity;
    const due = askAtMs.filter((atMs) => nowMs >= begun + atMs).length - this.#ids.size;
    const { port } = this.#mapping.answer.mapped;
    return Array.from({ length: due }, () => this.#ask(port));
  }

  /** A packet that answers no question: the server's answer to a request of this trial may be among them. */
  onPacket(socket: string, bytes: Buffer, from: Endpoint): void {
    const decoded = decodeMessage(bytes);
    if (!decoded.ok || !this.#ids.has(decoded.message.transactionId.toString('latin1'))) return;
    const { class: stunClass } = decoded.message;
    if (stunClass === 'success' && socket === this.socket) {
      if (sameEndpoint(from, this.server)) this.#arrivedFrom ??= from;
    } else if (stunClass === 'success' || stunClass === 'error') {
      // Refused, or answered to where it came from: the server does not know RESPONSE-PORT.
      this.#isRefused = true;
    }
  }

  toTest(): NatTest {
    return {
      name: 'lifetime',
      sentTo: this.server,
      answeredFrom: this.#arrivedFrom,
      mappedAddress: this.#mapping.answer?.mapped ?? null,
      status: this.#arrivedFrom ? 'answered' : this.#isRefused ? 'rejected' : 'silent',
      sent: this.#ids.size,
      received: this.#arrivedFrom ? 1 : 0,
      afterSec: this.afterSec,
    };
  }

  /** The silence begins with the last packet that went out, not with its answer. */
  get #askingSinceMs(): number | null {
    const last = this.#mapping.sendings.at(-1);
    return this.#mapping.answer && last ? last.atMs + this.afterSec * 1000 : null;
  }

  #ask(port: number): NatAction {
    const transactionId = newTransactionId();
    this.#ids.add(transactionId.toString('latin1'));
    const bytes = encodeMessage({
      class: 'request',
      method: 'Binding',
      transactionId,
      attributes: [{ name: 'RESPONSE-PORT', value: port }],
    });
    return { type: 'send', socket: this.#options.controlSocket, bytes, to: this.server };
  }
}
