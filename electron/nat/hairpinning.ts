import { type Endpoint, sameEndpoint } from '../../shared/endpoint.ts';
import type { NatHairpinningResult, NatReason, NatTest } from '../../shared/nat-results.ts';
import { decodeMessage, encodeMessage, newTransactionId } from '../stun/index.ts';
import { Ledger } from './ledger.ts';
import type { NatAction, NatMachine } from './machine.ts';
import { Question } from './question.ts';
import { type NatServerAddress, usableOther } from './server-under-test.ts';
import { answerWaitMs } from './timing.ts';

/** As many as lose the test once in 10,000 times at a loss of 36 %. */
const rounds = 9;
const roundSpacingMs = 100;
const serversAsked = 3;
const names = ['one', 'two'] as const;
type Name = (typeof names)[number];

export interface HairpinningOptions {
  servers: readonly NatServerAddress[];
  /** The address that packets leave from. */
  localAddress: string;
  startMs: number;
}

interface Turn {
  ids: Set<string>;
  sent: number;
  received: Endpoint | null;
}

/**
 * Hairpinning (RFC 4787 section 6, RFC 5780 section 3.4): two sockets learn their mapped addresses and send Binding
 * requests to each other's. What arrives was turned around by the router. Both send, so that no filter is in the way.
 */
export class HairpinningTest implements NatMachine {
  readonly #ledger = new Ledger();
  readonly #localAddress: string;
  readonly #questions: Record<Name, Question[]>;
  readonly #local = new Map<string, Endpoint>();
  readonly #turns: Record<Name, Turn>;
  #isOpening = false;
  #round = 0;
  #lastRoundMs = -Infinity;
  #nowMs: number;
  #reason: NatReason | null = null;
  #done = false;

  constructor({ servers, localAddress, startMs }: HairpinningOptions) {
    this.#nowMs = startMs;
    this.#localAddress = localAddress;
    const asked = servers.slice(0, serversAsked);
    const ask = (socket: Name) =>
      asked.map(({ endpoint }) => new Question({ name: 'test I', socket, to: endpoint }));
    this.#questions = { one: ask('one'), two: ask('two') };
    const turn = (): Turn => ({ ids: new Set(), sent: 0, received: null });
    this.#turns = { one: turn(), two: turn() };
  }

  get done(): boolean {
    return this.#done;
  }

  get wakeAtMs(): number {
    if (this.#done || this.#local.size < names.length) return Infinity;
    const times = this.#all.flatMap((question) =>
      question.answer ? [] : [question.dueAtMs(null), question.settledAtMs(null)],
    );
    const round =
      this.#round < rounds ? this.#lastRoundMs + roundSpacingMs : this.#lastRoundMs + this.#waitMs;
    return Math.min(...[...times, round].filter((time) => time > this.#nowMs));
  }

  onTime(nowMs: number): NatAction[] {
    this.#nowMs = Math.max(nowMs, this.#nowMs);
    if (this.#done) return [];
    if (!this.#isOpening) {
      this.#isOpening = true;
      return names.map((socket) => ({ type: 'open', socket, portClass: 'mapping' }));
    }
    if (this.#local.size < names.length) return [];
    const actions = this.#all.flatMap((question) =>
      question.dueAtMs(null) <= nowMs ? this.#ledger.ask(question, nowMs) : [],
    );
    const isSettled = this.#all.every(
      (question) => question.answer || nowMs >= question.settledAtMs(null),
    );
    this.#askOther();
    const [one, two] = names.map((name) => this.#mapped(name));
    const local = this.#local.get('one');
    if (one && local && sameEndpoint(one, { ...local, address: this.#localAddress })) {
      this.#end('no-nat');
      return [];
    }
    if (one && two) return [...actions, ...this.#sendRound(one, two)];
    if (isSettled) this.#end('no-answer');
    return actions;
  }

  onOpened(socket: string, local: Endpoint, nowMs: number): NatAction[] {
    this.#local.set(socket, local);
    return this.onTime(nowMs);
  }

  onDatagram(socket: string, bytes: Buffer, from: Endpoint, nowMs: number): NatAction[] {
    if (this.#done) return [];
    this.#ledger.receive(socket, bytes, from, nowMs);
    const decoded = decodeMessage(bytes);
    if (decoded.ok && decoded.message.class === 'request') {
      const turn = this.#turns[socket === 'one' ? 'two' : 'one'];
      if (turn.ids.has(decoded.message.transactionId.toString('latin1'))) {
        turn.received ??= from;
        this.#end(null);
      }
    }
    return this.onTime(nowMs);
  }

  onSocketError(_socket: string, _code: string, to: Endpoint | null): NatAction[] {
    // To its own outside some systems refuse to send: silence says the same then. Without a socket there is no test.
    if (to === null) this.#end('no-way');
    return [];
  }

  onAddressGone(): void {
    if (this.#turns.one.received || this.#turns.two.received) return;
    this.#end('network-changed');
  }

  /** Ends it where it stands: what is known is kept. */
  stop(reason: 'stopped' | 'no-way'): void {
    if (!this.#done) this.#end(reason);
  }

  result(): NatHairpinningResult {
    const local = this.#local.get('one');
    const isSupported = names.some((name) => this.#turns[name].received);
    const reason = isSupported ? null : (this.#reason ?? this.#doubt());
    return {
      behaviour: isSupported ? 'supported' : reason ? 'unknown' : 'not-supported',
      method: names.some((name) => this.#turns[name].sent > 0) ? 'rfc5780' : 'none',
      tests: [
        ...this.#all
          .filter(({ sendings }) => sendings.length > 0)
          .map((question) => question.toTest(this.#nowMs, question.rttMs)),
        ...names.map((name) => this.#toTest(name)).filter(({ sent }) => sent > 0),
      ],
      reason,
      localAddress: local ? { ...local, address: this.#localAddress } : null,
    };
  }

  /** Silence means nothing where each destination has a mapping, and so a filter, of its own. */
  #doubt(): NatReason | null {
    const seen = this.#questions.one.flatMap(({ answer }) => answer?.mapped ?? []);
    const isDependent = seen.some((one) => seen.some((other) => !sameEndpoint(one, other)));
    if (isDependent) return 'symmetric';
    const answered = this.#questions.one.filter(({ answer }) => answer);
    return new Set(answered.map(({ to }) => to.address)).size > 1 ? null : 'one-address';
  }

  /** A server alone can still show by its other address whether the mapping depends on the destination. */
  #askOther(): void {
    const { one } = this.#questions;
    const [answered] = one.filter(({ answer }) => answer);
    const other = answered?.answer && usableOther(answered.to, answered.answer.otherAddress);
    if (one.length > 1 || !other) return;
    one.push(new Question({ name: 'test III', socket: 'one', to: other }));
  }

  #sendRound(one: Endpoint, two: Endpoint): NatAction[] {
    if (this.#nowMs < this.#lastRoundMs + roundSpacingMs) return [];
    if (this.#round >= rounds) {
      if (this.#nowMs >= this.#lastRoundMs + this.#waitMs) this.#end(null);
      return [];
    }
    this.#round += 1;
    this.#lastRoundMs = this.#nowMs;
    return [this.#send('one', two), this.#send('two', one)];
  }

  #send(socket: Name, to: Endpoint): NatAction {
    const transactionId = newTransactionId();
    const turn = this.#turns[socket];
    turn.ids.add(transactionId.toString('latin1'));
    turn.sent += 1;
    const bytes = encodeMessage({
      class: 'request',
      method: 'Binding',
      transactionId,
      attributes: [],
    });
    return { type: 'send', socket, bytes, to };
  }

  #toTest(name: Name): NatTest {
    const { sent, received } = this.#turns[name];
    return {
      name: 'hairpin',
      sentTo: this.#mapped(name === 'one' ? 'two' : 'one'),
      answeredFrom: received,
      mappedAddress: this.#mapped(name),
      status: received ? 'answered' : 'silent',
      sent,
      received: received ? 1 : 0,
    };
  }

  #mapped(name: Name): Endpoint | null {
    return this.#questions[name].find(({ answer }) => answer)?.answer?.mapped ?? null;
  }

  get #all(): Question[] {
    return [...this.#questions.one, ...this.#questions.two];
  }

  get #waitMs(): number {
    return answerWaitMs(Math.max(0, ...this.#all.flatMap(({ rttMs }) => rttMs ?? [])));
  }

  #end(reason: NatReason | null): void {
    this.#reason = reason;
    this.#done = true;
  }
}
