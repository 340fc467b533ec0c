import type { Endpoint } from '../../shared/endpoint.ts';
import type { NatLifetimeResult, NatReason } from '../../shared/nat-results.ts';
import { Ledger } from './ledger.ts';
import { LifetimeTrial } from './lifetime-trial.ts';
import type { NatAction, NatMachine } from './machine.ts';
import { Question } from './question.ts';
import type { NatServerAddress } from './server-under-test.ts';

export interface LifetimeOptions {
  servers: readonly NatServerAddress[];
  /** The longest silence that is tried. */
  upperBoundSec: number;
  startMs: number;
  /** Told when something new is known, and every five seconds. */
  onProgress?: (progress: LifetimeProgress) => void;
}

export interface LifetimeProgress {
  elapsedSec: number;
  upperBoundSec: number;
  aliveSec: number | null;
  goneSec: number | null;
}

/** The silences that are tried first, all at the same time, each with a socket of its own. */
const ladderSec: readonly number[] = [
  5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600,
];
/** Sockets of a second round, spread over what the first left open. */
const refining = 4;
/** The search ends when it knows the lifetime to a tenth, or to two seconds. */
const precision = 0.1;
const precisionSec = 2;
/** Each trial costs a handful of datagrams, once. */
const maxDatagrams = 400;
const controlSocket = 'control';
/** A sender that is heard this often, as a share of the lifetime, keeps the mapping whatever the jitter. */
const keepAliveShare = 0.8;
const progressEveryMs = 5000;

/**
 * Binding lifetime (RFC 5780 section 4.6): a socket is left alone for a while, then another one has the server send to
 * its mapped port (RESPONSE-PORT). What arrives proves that the mapping lives. Silences are tried side by side, so the
 * search takes as long as the lifetime and a part of it again, not the sum of its steps.
 */
export class LifetimeTest implements NatMachine {
  readonly #options: LifetimeOptions;
  readonly #ledger = new Ledger(maxDatagrams);
  readonly #trials: LifetimeTrial[] = [];
  readonly #mapped: Question[];
  #server: NatServerAddress | null = null;
  #isReady = false;
  #isOpening = false;
  #nowMs: number;
  #toldAtMs: number;
  #told = '';
  #reason: NatReason | null = null;
  #done = false;

  constructor(options: LifetimeOptions) {
    this.#options = options;
    this.#nowMs = options.startMs;
    this.#toldAtMs = options.startMs;
    this.#mapped = options.servers.map(
      ({ endpoint }) => new Question({ name: 'test I', socket: controlSocket, to: endpoint }),
    );
  }

  get done(): boolean {
    return this.#done;
  }

  get wakeAtMs(): number {
    if (this.#done || !this.#isReady) return Infinity;
    const times = [
      ...this.#mapped.flatMap((question) =>
        question.answer ? [] : [question.dueAtMs(null), question.settledAtMs(null)],
      ),
      ...this.#trials.map((trial) => trial.wakeAtMs),
      this.#toldAtMs + progressEveryMs,
    ];
    return Math.min(...times.filter((time) => time > this.#nowMs));
  }

  onTime(nowMs: number): NatAction[] {
    this.#nowMs = Math.max(nowMs, this.#nowMs);
    if (this.#done) return [];
    if (!this.#isReady) return this.#open();
    const actions = [
      ...this.#mapped.flatMap((question) =>
        question.dueAtMs(null) <= nowMs ? this.#ledger.ask(question, nowMs) : [],
      ),
      ...this.#trials.flatMap((trial) => trial.advance(nowMs)),
      ...this.#next(),
    ];
    this.#tell();
    return actions;
  }

  onOpened(socket: string, _local: Endpoint, nowMs: number): NatAction[] {
    if (socket === controlSocket) this.#isReady = true;
    for (const trial of this.#trials) if (trial.socket === socket) trial.isOpen = true;
    return this.onTime(nowMs);
  }

  onDatagram(socket: string, bytes: Buffer, from: Endpoint, nowMs: number): NatAction[] {
    if (this.#done) return [];
    if (this.#ledger.receive(socket, bytes, from, nowMs) !== 'taken') {
      for (const trial of this.#trials) trial.onPacket(socket, bytes, from);
    }
    return this.onTime(nowMs);
  }

  onSocketError(socket: string, _code: string, to: Endpoint | null): NatAction[] {
    if (to !== null && this.#trials.length > 0) this.#end('network-changed');
    else if (socket === controlSocket || to === null) this.#end('no-way');
    return [];
  }

  onAddressGone(): void {
    this.#end('network-changed');
  }

  /** Ends it where it stands: what is known is kept. */
  stop(reason: 'stopped' | 'no-way'): void {
    if (!this.#done) this.#end(reason);
  }

  /** `localAddress` is the address that packets leave from. */
  result(localAddress: string): NatLifetimeResult {
    const aliveSec = this.#aliveSec;
    const goneSec = this.#reason === 'network-changed' ? null : this.#goneSec;
    const isMeasured = aliveSec !== null && goneSec !== null && this.#reason === null;
    return {
      behaviour: isMeasured ? 'measured' : aliveSec !== null ? 'at-least' : 'unknown',
      method: this.#trials.length > 0 ? 'rfc5780' : 'none',
      tests: [
        ...this.#mapped
          .filter(({ sendings }) => sendings.length > 0)
          .map((one) => one.toTest(this.#nowMs, one.rttMs)),
        ...this.#trials.filter(({ isDecided }) => isDecided).map((trial) => trial.toTest()),
      ],
      reason: this.#reason,
      localAddress: { address: localAddress, port: 0, family: this.#family },
      lifetimeSec: aliveSec,
      goneAfterSec: goneSec,
      keepAliveSec: aliveSec === null ? null : Math.max(1, Math.floor(aliveSec * keepAliveShare)),
      upperBoundSec: this.#options.upperBoundSec,
    };
  }

  #open(): NatAction[] {
    if (this.#isOpening) return [];
    this.#isOpening = true;
    return [{ type: 'open', socket: controlSocket, portClass: 'mapping' }];
  }

  /** The first trial waits for nothing: it shows whether the server can do what the others need. */
  #next(): NatAction[] {
    const check = this.#trials.find(({ server }) => server === this.#server?.endpoint);
    if (!check) return this.#checkNextServer();
    if (check.state === 'failed') {
      this.#reason = check.reason;
      this.#server = null;
      return this.#checkNextServer();
    }
    if (check.state !== 'alive') return [];
    this.#reason = null;
    const waits = this.#trials.filter(({ afterSec }) => afterSec > 0);
    if (waits.length === 0) return this.#start(this.#ladder);
    return this.#refine();
  }

  #checkNextServer(): NatAction[] {
    const tried = new Set(this.#trials.map(({ server }) => server));
    const answered = this.#mapped.find(({ answer, to }) => answer && !tried.has(to));
    if (answered) {
      this.#server = this.#options.servers.find(({ endpoint }) => endpoint === answered.to) ?? null;
      return this.#start([0]);
    }
    const isSettled = this.#mapped.every(
      (question) => question.answer || this.#nowMs >= question.settledAtMs(null),
    );
    if (isSettled) this.#end(this.#reason ?? 'no-answer');
    return [];
  }

  #start(waitsSec: readonly number[]): NatAction[] {
    const question = this.#mapped.find(({ to }) => to === this.#server?.endpoint);
    if (!question?.answer) return [];
    const { to: server, answer } = question;
    const fresh = waitsSec.map(
      (afterSec, index) =>
        new LifetimeTrial({
          socket: `wait-${this.#trials.length + index + 1}`,
          controlSocket,
          server,
          afterSec,
          controlMapped: answer.mapped,
          ledger: this.#ledger,
        }),
    );
    this.#trials.push(...fresh);
    return fresh.map(({ socket }) => ({ type: 'open', socket, portClass: 'mapping' }));
  }

  /** Looks at what the trials leave open: nothing, a part that is worth a second round, or not yet known. */
  #refine(): NatAction[] {
    const aliveSec = this.#aliveSec ?? 0;
    const goneSec = this.#goneSec;
    if (goneSec === null) {
      const isOver = this.#trials.every(({ isDecided }) => isDecided);
      if (isOver) this.#end(aliveSec > 0 ? null : this.#failure);
      return [];
    }
    const isOpen = this.#trials.some(({ afterSec, isDecided }) => !isDecided && afterSec < goneSec);
    if (isOpen) return [];
    if (goneSec - aliveSec <= Math.max(precisionSec, precision * goneSec)) {
      this.#end(null);
      return [];
    }
    const step = (goneSec - aliveSec) / (refining + 1);
    const waits = Array.from({ length: refining }, (_, index) => aliveSec + step * (index + 1));
    return this.#start([...new Set(waits.map((wait) => Math.max(1, Math.round(wait))))]);
  }

  get #ladder(): number[] {
    const { upperBoundSec } = this.#options;
    return [...ladderSec.filter((wait) => wait < upperBoundSec), upperBoundSec];
  }

  /** The longest silence that a mapping survived. A longer one that was survived outweighs a shorter one that was not. */
  get #aliveSec(): number | null {
    const alive = this.#trials.filter(({ state, afterSec }) => state === 'alive' && afterSec > 0);
    return alive.length === 0 ? null : Math.max(...alive.map(({ afterSec }) => afterSec));
  }

  get #goneSec(): number | null {
    const aliveSec = this.#aliveSec ?? 0;
    const gone = this.#trials.filter(
      ({ state, afterSec }) => state === 'gone' && afterSec > aliveSec,
    );
    return gone.length === 0 ? null : Math.min(...gone.map(({ afterSec }) => afterSec));
  }

  get #failure(): NatReason {
    return this.#trials.flatMap(({ reason }) => reason ?? [])[0] ?? 'no-answer';
  }

  get #family(): Endpoint['family'] {
    return this.#options.servers[0]?.endpoint.family ?? 'IPv4';
  }

  #tell(): void {
    const { upperBoundSec, startMs, onProgress } = this.#options;
    const [aliveSec, goneSec] = [this.#aliveSec, this.#goneSec];
    const known = `${aliveSec} ${goneSec}`;
    if (known === this.#told && this.#nowMs < this.#toldAtMs + progressEveryMs) return;
    this.#told = known;
    this.#toldAtMs = this.#nowMs;
    const elapsedSec = Math.round((this.#nowMs - startMs) / 1000);
    onProgress?.({ elapsedSec, upperBoundSec, aliveSec, goneSec });
  }

  #end(reason: NatReason | null): void {
    this.#reason = reason;
    this.#done = true;
  }
}
