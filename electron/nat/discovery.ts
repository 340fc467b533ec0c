import { type Endpoint, sameEndpoint } from '../../shared/endpoint.ts';
import type { NatReason } from '../../shared/nat-results.ts';
import type { FilteringVerdict } from './filtering.ts';
import { FilteringStage } from './filtering-stage.ts';
import { Ledger } from './ledger.ts';
import type { NatAction, NatMachine } from './machine.ts';
import { ParityStage } from './parity.ts';
import { type NatServerAddress, ServerUnderTest } from './server-under-test.ts';
import { graceMs, longestDiscoveryMs, maxServers } from './timing.ts';

export interface DiscoveryOptions {
  /** In the order of preference; names that lead to one endpoint are one server. At most eight are asked. */
  servers: readonly NatServerAddress[];
  startMs: number;
}

const mappingSocket = 'mapping';
/** What the operating system says when it is short of something for a moment. */
const passingErrors: ReadonlySet<string> = new Set(['ENOBUFS', 'EAGAIN', 'ENOMEM', 'EINTR']);

/**
 * NAT behaviour discovery for one address family (RFC 5780): mapping by several servers and by each fit server's other
 * endpoints, and at the same time filtering from sockets of their own. Without sockets and clock, see `NatMachine`;
 * `discovery-result.ts` says what came of it.
 */
export class NatDiscovery implements NatMachine {
  readonly servers: readonly ServerUnderTest[];
  readonly ledger = new Ledger();
  readonly parity = new ParityStage(this.ledger);
  readonly filtering = new FilteringStage(this.ledger);
  readonly #startMs: number;
  #nowMs: number;
  #local: Endpoint | null = null;
  #mappingDone = false;
  #verdict: FilteringVerdict | null = null;
  #stopped: NatReason | null = null;
  #isOpenRequested = false;

  constructor({ servers, startMs }: DiscoveryOptions) {
    this.servers = mergeNames(servers)
      .slice(0, maxServers)
      .map((server) => new ServerUnderTest(server, mappingSocket));
    this.#startMs = startMs;
    this.#nowMs = startMs;
  }

  get done(): boolean {
    return this.#stopped !== null || (this.#mappingDone && this.#verdict !== null);
  }

  /** The mapping is known, or known to stay unknown; filtering may still be under way. */
  get mappingDone(): boolean {
    return this.#mappingDone || this.done;
  }

  /** The filtering verdict; `null` as long as there is none, and for good where the discovery was stopped before. */
  get filteringVerdict(): FilteringVerdict | null {
    return this.#verdict;
  }

  /** What ended the discovery before it was complete. */
  get stopped(): NatReason | null {
    return this.#stopped;
  }

  /** Where the mapping socket is bound. */
  get local(): Endpoint | null {
    return this.#local;
  }

  /** The clock at the last event: what was unanswered then, is judged by it. */
  get nowMs(): number {
    return this.#nowMs;
  }

  get wakeAtMs(): number {
    if (this.done || !this.#local) return Infinity;
    const times = this.#questions().flatMap(({ question, rttMs }) =>
      question.answer ? [] : [question.dueAtMs(rttMs), question.settledAtMs(rttMs)],
    );
    const next = [
      ...times,
      this.filtering.wakeAtMs(this.#nowMs),
      this.#graceEndsAtMs(),
      this.#startMs + longestDiscoveryMs,
    ];
    return Math.min(...next.filter((time) => time > this.#nowMs));
  }

  onTime(nowMs: number): NatAction[] {
    this.#nowMs = Math.max(nowMs, this.#nowMs);
    if (this.done) return [];
    if (!this.#local) return this.#open();
    const actions = this.filtering.enlist(this.servers, nowMs);
    for (const server of this.servers) {
      if (!this.filtering.isEnlisted(server)) continue;
      server.askOthers(mappingSocket);
      server.askControls(mappingSocket);
    }
    actions.push(
      ...this.#repeat(),
      ...this.filtering.advance(nowMs),
      ...this.parity.advance(this.servers, this.#local, nowMs),
    );
    this.#conclude();
    return actions;
  }

  onOpened(socket: string, local: Endpoint, nowMs: number): NatAction[] {
    if (socket === mappingSocket) this.#local = local;
    this.filtering.onOpened(socket, local);
    this.parity.onOpened(socket, local);
    return this.onTime(nowMs);
  }

  onDatagram(socket: string, bytes: Buffer, from: Endpoint, nowMs: number): NatAction[] {
    if (this.done) return [];
    const received = this.ledger.receive(socket, bytes, from, nowMs);
    if (received === 'ignored') return [];
    if (received === 'unknown-id') {
      const server = this.servers.find(({ endpoint }) => sameEndpoint(endpoint, from));
      if (server) server.unknownIds += 1;
    }
    return this.onTime(nowMs);
  }

  onSocketError(socket: string, code: string, to: Endpoint | null, nowMs: number): NatAction[] {
    if (this.done || passingErrors.has(code)) return [];
    if (to === null) this.#onOpenFailed(socket);
    else this.#onSendFailed(socket, code, to, nowMs);
    return this.onTime(nowMs);
  }

  onAddressGone(nowMs: number): void {
    this.#nowMs = Math.max(nowMs, this.#nowMs);
    this.#stopped = 'network-changed';
    // Silence that was believed may have been that of a network that was gone; answers stay true.
    if (this.#verdict?.behaviour !== 'endpoint-independent') this.#verdict = null;
  }

  /** Ends it where it stands: what is not known yet stays unknown. */
  stop(reason: 'stopped' | 'no-way'): void {
    if (!this.done) this.#stopped = reason;
  }

  #open(): NatAction[] {
    if (this.#isOpenRequested) return [];
    this.#isOpenRequested = true;
    if (this.servers.length === 0) this.#stopped = 'no-address';
    return [{ type: 'open', socket: mappingSocket, portClass: 'mapping' }];
  }

  /** Without its socket the mapping test is nothing; without another one, only that part is missing. */
  #onOpenFailed(socket: string): void {
    if (socket === mappingSocket) this.#stopped = 'no-way';
    else this.filtering.onOpenFailed(socket);
  }

  /** There may be no way to one server; but what could be sent to a moment ago was lost by a change of the network. */
  #onSendFailed(socket: string, code: string, to: Endpoint, nowMs: number): void {
    const question = this.#questions()
      .map((one) => one.question)
      .find((one) => one.socket === socket && sameEndpoint(one.to, to));
    if (!question || question.answer || question.sendings.length > 1) {
      this.onAddressGone(nowMs);
      return;
    }
    question.sendError = code;
    if (this.servers.every(({ primary }) => primary.sendError !== null)) this.#stopped ??= 'no-way';
  }

  #repeat(): NatAction[] {
    return this.#questions().flatMap(({ question, rttMs }) =>
      question.dueAtMs(rttMs) <= this.#nowMs ? this.ledger.ask(question, this.#nowMs) : [],
    );
  }

  #questions() {
    return this.servers.flatMap((server) => {
      const { rttMs } = server;
      return server.repeated.map((question) => ({ question, rttMs }));
    });
  }

  #conclude(): void {
    const isLate = this.#nowMs >= this.#startMs + longestDiscoveryMs;
    this.#mappingDone ||= isLate || this.#isMappingSettled();
    this.#verdict ??= this.#judgeFiltering(isLate);
  }

  #isMappingSettled(): boolean {
    const questions = this.servers.flatMap((server) => {
      const { others, primary } = server;
      const asked = others ? [primary, ...Object.values(others)] : [primary];
      return asked.map((question) => ({ question, isPrimary: question === primary, server }));
    });
    const open = questions.filter(
      ({ question, server }) => this.#nowMs < question.settledAtMs(server.rttMs),
    );
    if (open.length === 0) return this.parity.isSettled(this.#nowMs);
    return open.every(({ isPrimary }) => isPrimary) && this.#nowMs >= this.#graceEndsAtMs();
  }

  /** When two servers have answered, those that are still silent get a moment more. */
  #graceEndsAtMs(): number {
    const answered = this.servers.flatMap(({ primary, rttMs }) => {
      const at = primary.sendings.find(({ answeredAtMs }) => answeredAtMs !== null)?.answeredAtMs;
      return at === undefined || at === null ? [] : [{ at, rttMs: rttMs ?? 0 }];
    });
    if (answered.length < 2) return Infinity;
    const lastAt = Math.max(...answered.map(({ at }) => at));
    return lastAt + Math.max(graceMs, 3 * Math.max(...answered.map(({ rttMs }) => rttMs)));
  }

  #judgeFiltering(isLate: boolean): FilteringVerdict | null {
    const unfit: FilteringVerdict = {
      behaviour: 'unknown',
      reason: this.servers.some(({ answer }) => answer) ? 'no-fit-server' : 'no-answer',
      controlled: false,
    };
    const isOpen = this.servers.some(
      ({ primary, rttMs }) => this.#nowMs < primary.settledAtMs(rttMs),
    );
    if (!this.filtering.hasFit(this.#nowMs)) return isOpen && !isLate ? null : unfit;
    return this.filtering.verdict(this.#nowMs, isLate);
  }
}

/** Names that lead to the same address and port are one server: asked once, and one witness. */
function mergeNames(servers: readonly NatServerAddress[]): NatServerAddress[] {
  const merged: NatServerAddress[] = [];
  for (const { targets, endpoint } of servers) {
    const known = merged.find((one) => sameEndpoint(one.endpoint, endpoint));
    if (known) known.targets.push(...targets);
    else merged.push({ targets: [...targets], endpoint });
  }
  return merged;
}
