import type { Endpoint } from '../../shared/endpoint.ts';
import {
  type FilteringTest,
  type FilteringVerdict,
  judgeFiltering,
  roundsNeeded,
} from './filtering.ts';
import type { Ledger, Losses } from './ledger.ts';
import type { NatAction } from './machine.ts';
import type { PortPair } from './parity.ts';
import type { Question } from './question.ts';
import type { ServerUnderTest } from './server-under-test.ts';
import {
  answerWaitMs,
  controlEveryRounds,
  maxFilteringServers,
  roundsForImplied,
  roundSpacingMs,
} from './timing.ts';

interface Candidate {
  server: ServerUnderTest;
  socket: string;
  state: 'opening' | 'open' | 'failed';
  local: Endpoint | null;
}

type Test = 'two' | 'three';

/**
 * The filtering test (RFC 5780 section 4.4) in rounds: each asks one server by tests II and III at once, from a socket
 * that only ever talks to that server's primary address. A filter that stops III stops II as well, so II is asked to the
 * end only where III was answered. Servers take turns; one that turns out to be unfit is left out, what it was asked does
 * not count, and the next takes its place.
 */
export class FilteringStage {
  readonly #ledger: Ledger;
  readonly #candidates: Candidate[] = [];
  #rounds = 0;
  #lastRoundMs = -Infinity;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  isEnlisted(server: ServerUnderTest): boolean {
    return this.#candidates.some((candidate) => candidate.server === server);
  }

  /** Whether a server is left by which filtering can be measured. */
  hasFit(nowMs: number): boolean {
    return this.#fit(nowMs).length > 0;
  }

  get portPairs(): PortPair[] {
    return this.#candidates.flatMap(({ socket, server, local }) => {
      const mapped = server.filtering?.one.answer?.mapped;
      return local && mapped ? [{ socket, local: local.port, mapped: mapped.port }] : [];
    });
  }

  /** Where the first of its sockets is bound. */
  get local(): Endpoint | null {
    return this.#candidates[0]?.local ?? null;
  }

  /** Opens a socket for each server that may be fit, up to two that are. */
  enlist(servers: readonly ServerUnderTest[], nowMs: number): NatAction[] {
    const room = maxFilteringServers - this.#fit(nowMs).length;
    const fresh = servers.filter(
      (server) => server.usableOther && server.fitness(nowMs) === 'fit' && !this.isEnlisted(server),
    );
    return fresh.slice(0, Math.max(0, room)).map((server) => {
      const socket = `filtering-${this.#candidates.length + 1}`;
      this.#candidates.push({ server, socket, state: 'opening', local: null });
      return { type: 'open', socket, portClass: 'filtering' };
    });
  }

  onOpened(socket: string, local: Endpoint): void {
    const candidate = this.#candidates.find((one) => one.socket === socket);
    if (!candidate) return;
    candidate.state = 'open';
    candidate.local = local;
    candidate.server.startFiltering(socket);
  }

  onOpenFailed(socket: string): void {
    const candidate = this.#candidates.find((one) => one.socket === socket);
    if (candidate) candidate.state = 'failed';
  }

  /** Sends the rounds that are due. */
  advance(nowMs: number): NatAction[] {
    if (nowMs < this.#nextRoundAtMs(nowMs)) return [];
    const open = this.#mostTrusted(nowMs);
    const turn = open[this.#rounds % open.length];
    const questions = turn?.server.filtering;
    if (!turn || !questions) return [];
    const { one, two, three } = questions;
    const isThreeAnswered = this.#isAnswered('three');
    const asksTwo = isThreeAnswered || this.#asked('two', nowMs) < roundsForImplied;
    const asksOne = this.#rounds % controlEveryRounds === 0 || one.sendings.length === 0;
    const asked = [
      ...(asksOne ? [one] : []),
      ...(asksTwo ? [two] : []),
      ...(isThreeAnswered ? [] : [three]),
    ];
    this.#rounds += 1;
    this.#lastRoundMs = nowMs;
    return asked.flatMap((question) => this.#ledger.ask(question, nowMs));
  }

  /** When the next round or the next judgement is due. */
  wakeAtMs(nowMs: number): number {
    const round = this.#nextRoundAtMs(nowMs);
    if (round < Infinity) return round;
    return this.#rounds === 0 ? Infinity : this.#lastRoundMs + this.#waitMs();
  }

  /** `null` while it is not known yet. */
  verdict(nowMs: number, isLate: boolean): FilteringVerdict | null {
    const two = this.#result('two', nowMs);
    const three = this.#result('three', nowMs);
    const losses = this.#losses(nowMs);
    const isPending = this.#fit(nowMs).some(({ server, state }) => {
      const paths = (['two', 'three'] as const).map((test) => server.pathOf(test, nowMs));
      return state === 'opening' || paths.includes('pending');
    });
    const isWaiting = nowMs < this.#lastRoundMs + this.#waitMs();
    const canSendMore =
      !isLate && (isPending || isWaiting || this.#nextRoundAtMs(nowMs) < Infinity);
    return judgeFiltering(two, three, losses, canSendMore);
  }

  #result(test: Test, nowMs: number): FilteringTest {
    const waitMs = this.#waitMs();
    const believed = this.#fit(nowMs)
      .map(({ server }) => ({ server, path: server.pathOf(test, nowMs) }))
      .filter(({ path }) => path === 'proven' || path === 'assumed');
    const sendings = believed.flatMap(({ server }) => server.filtering?.[test].sendings ?? []);
    return {
      answered: this.#isAnswered(test),
      unanswered: sendings.filter(({ atMs }) => nowMs >= atMs + waitMs).length,
      controlled: believed.length > 0 && believed.every(({ path }) => path === 'proven'),
    };
  }

  #isAnswered(test: Test): boolean {
    return this.#candidates.some(({ server }) => server.filtering?.[test].answer);
  }

  /** How often servers that are fit were asked. */
  #asked(test: Test, nowMs: number): number {
    const counts = this.#fit(nowMs).map(({ server }) => server.filtering?.[test].sendings.length);
    return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  }

  /** The rounds end when the test whose silence decides was asked often enough. */
  #nextRoundAtMs(nowMs: number): number {
    const deciding = this.#isAnswered('three') ? 'two' : 'three';
    const isOver =
      this.#mostTrusted(nowMs).length === 0 ||
      this.#ledger.isFull ||
      this.#asked(deciding, nowMs) >= roundsNeeded(this.#losses(nowMs)) ||
      this.#isAnswered('two');
    return isOver ? Infinity : this.#lastRoundMs + roundSpacingMs;
  }

  /** Loss on the very paths of the test, of the requests that no filter stops. */
  #losses(nowMs: number): Losses {
    const filtered = new Set<Question>(
      this.#candidates.flatMap(({ server: { filtering } }) =>
        filtering ? [filtering.two, filtering.three] : [],
      ),
    );
    return this.#ledger.losses((question) => !filtered.has(question), this.#waitMs(), nowMs);
  }

  #waitMs(): number {
    const known = this.#candidates.flatMap(({ server }) => server.rttMs ?? []);
    return answerWaitMs(Math.max(0, ...known));
  }

  /** Servers that were seen to be able to do it; as long as there is none, those that may be. */
  #mostTrusted(nowMs: number): Candidate[] {
    const open = this.#fit(nowMs).filter(({ state }) => state === 'open');
    const checked = open.filter(({ server }) =>
      (['two', 'three'] as const).every((test) => server.pathOf(test, nowMs) !== 'pending'),
    );
    return checked.length > 0 ? checked : open;
  }

  #fit(nowMs: number): Candidate[] {
    return this.#candidates.filter(
      ({ server, state }) => state !== 'failed' && server.fitness(nowMs) === 'fit',
    );
  }
}
