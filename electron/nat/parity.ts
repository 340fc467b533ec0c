import type { Endpoint } from '../../shared/endpoint.ts';
import type { Ledger } from './ledger.ts';
import type { NatAction } from './machine.ts';
import { Question } from './question.ts';
import type { ServerUnderTest } from './server-under-test.ts';
import { enoughForParity, graceMs, paritySockets } from './timing.ts';

/** The port that a socket is bound to, and one that it was seen as. */
export interface PortPair {
  socket: string;
  local: number;
  mapped: number;
}

/**
 * Looks whether a router that does not keep ports keeps their parity (RFC 4787 section 4.2.2). One port shows nothing, so
 * a few sockets more ask one server once each. Only where no port seen until then speaks against it.
 */
export class ParityStage {
  readonly #ledger: Ledger;
  readonly #sockets = new Map<string, { local: Endpoint | null; question: Question }>();
  #startedAtMs: number | null = null;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Opens the sockets once a translated port was seen whose parity is that of the local one. */
  advance(servers: readonly ServerUnderTest[], local: Endpoint, nowMs: number): NatAction[] {
    if (this.#startedAtMs !== null) return this.#ask(nowMs);
    const server = servers.find(({ answer }) => answer);
    const mapped = server?.answer?.mapped;
    if (!server || !mapped) return [];
    if (mapped.port === local.port || (mapped.port - local.port) % 2 !== 0) return [];
    this.#startedAtMs = nowMs;
    return Array.from({ length: paritySockets }, (_, index) => {
      const socket = `port-${index + 1}`;
      const question = new Question({ name: 'port', socket, to: server.endpoint, maxSendings: 1 });
      this.#sockets.set(socket, { local: null, question });
      return { type: 'open', socket, portClass: 'mapping' };
    });
  }

  onOpened(socket: string, local: Endpoint): void {
    const opened = this.#sockets.get(socket);
    if (opened) opened.local = local;
  }

  isSettled(nowMs: number): boolean {
    if (this.#startedAtMs === null || nowMs >= this.#startedAtMs + graceMs) return true;
    return this.questions.every(({ answer }) => answer);
  }

  get questions(): Question[] {
    return [...this.#sockets.values()].map(({ question }) => question);
  }

  get pairs(): PortPair[] {
    return [...this.#sockets.values()].flatMap(({ local, question }) =>
      local && question.answer
        ? [{ socket: question.socket, local: local.port, mapped: question.answer.mapped.port }]
        : [],
    );
  }

  #ask(nowMs: number): NatAction[] {
    return [...this.#sockets.values()].flatMap(({ local, question }) =>
      local && !question.isClosed ? this.#ledger.ask(question, nowMs) : [],
    );
  }
}

/** Whether every socket was seen at least once with its own port; `null` where none was seen. */
export function keepsPorts(pairs: readonly PortPair[]): boolean | null {
  const sockets = new Set(pairs.map(({ socket }) => socket));
  if (sockets.size === 0) return null;
  const kept = pairs.filter(({ local, mapped }) => local === mapped);
  return new Set(kept.map(({ socket }) => socket)).size === sockets.size;
}

/** Whether ports keep their parity; `null` where too few were seen to exclude chance. */
export function keepsParity(pairs: readonly PortPair[]): boolean | null {
  if (pairs.some(({ local, mapped }) => (local - mapped) % 2 !== 0)) return false;
  if (keepsPorts(pairs) === true) return true;
  const sockets = new Set(pairs.map(({ socket }) => socket));
  return sockets.size >= enoughForParity ? true : null;
}
