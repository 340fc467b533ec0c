import type { Translate } from '../shared/messages/translate.ts';
import type { NetworkInterface, ProbeKind, ProbeResult } from '../shared/report.ts';
import type { Disturbance } from './diagnosis/evidence.ts';
import {
  changeBetween,
  type NetworkChange,
  type NetworkSnapshot,
  snapshotOf,
} from './network-snapshot.ts';

export interface WatchTerms {
  /** Milliseconds since the session's start, from the monotonic clock. */
  elapsedMs: () => number;
  /** Milliseconds of the wall clock. */
  wallMs: () => number;
  interfaces: () => NetworkInterface[];
  t: Translate;
}

/** A part of the session in which what was measured is not to be trusted; milliseconds since its start. */
interface Span {
  kind: Disturbance['kind'];
  fromMs: number;
  /** Infinity as long as it lasts. */
  toMs: number;
}

/**
 * On Linux and macOS the monotonic clock stands while the computer sleeps, and the wall clock is ahead by that much. On
 * Windows both go on, and only the silence between two looks tells: no program is kept from its turn for that long.
 */
const sleepMs = { ahead: 3_000, silent: 15_000 };
/** After that a network that was there before the sleep is there again. */
const settleMs = 10_000;
/** What they measure is spoilt where they stood still, also where they passed in the end. */
const measuring: ReadonlySet<ProbeKind> = new Set([
  'relay.baseline',
  'turn.relay',
  'nat.lifetime',
  'webrtc.call',
  'webrtc.media',
]);

/**
 * Watches what happens to the computer during a check: sleep, and changes of its network adapters. Tests that failed because
 * of that did not fail: nothing is known of them. `look` is to be called every second.
 */
export class DisturbanceWatch {
  readonly #terms: WatchTerms;
  readonly #spans: Span[] = [];
  readonly #adapters = new Map<Disturbance['kind'], Set<string>>();
  readonly #lost = new Map<Disturbance['kind'], Set<string>>();
  readonly #first: NetworkSnapshot;
  #network: NetworkSnapshot;
  #looked: { elapsedMs: number; wallMs: number };
  /** Since the system has said that it goes to sleep. */
  #asleep: { span: Span; wallMs: number } | null = null;
  #sleptMs = 0;

  constructor(terms: WatchTerms) {
    this.#terms = terms;
    this.#first = snapshotOf(terms.interfaces());
    this.#network = this.#first;
    this.#looked = { elapsedMs: terms.elapsedMs(), wallMs: terms.wallMs() };
  }

  look(): void {
    const before = this.#looked;
    const now = { elapsedMs: this.#terms.elapsedMs(), wallMs: this.#terms.wallMs() };
    this.#looked = now;
    const silentMs = now.elapsedMs - before.elapsedMs;
    const passedMs = now.wallMs - before.wallMs;
    const hasSlept = passedMs - silentMs > sleepMs.ahead || silentMs > sleepMs.silent;
    // Where the system tells of it, it also tells when it is over.
    if (hasSlept && !this.#asleep) {
      this.#sleptMs += Math.max(passedMs, silentMs);
      const toMs = now.elapsedMs + settleMs;
      this.#spans.push({ kind: 'sleep', fromMs: before.elapsedMs, toMs });
    }
    this.#lookAtNetwork(before.elapsedMs, now.elapsedMs);
  }

  /** The system goes to sleep. */
  suspend(): void {
    if (this.#asleep) return;
    this.look();
    const span: Span = { kind: 'sleep', fromMs: this.#terms.elapsedMs(), toMs: Infinity };
    this.#spans.push(span);
    this.#asleep = { span, wallMs: this.#terms.wallMs() };
  }

  /** The system is awake again. */
  resume(): void {
    if (!this.#asleep) return;
    const { span, wallMs } = this.#asleep;
    this.look();
    this.#asleep = null;
    this.#sleptMs += this.#terms.wallMs() - wallMs;
    span.toMs = this.#terms.elapsedMs() + settleMs;
  }

  /** The result of a test that has just ended, `inconclusive` where something happened to the computer meanwhile. */
  amend(probe: ProbeResult): ProbeResult {
    this.look();
    if (probe.status === 'skipped' || probe.kind === 'local.interfaces') return probe;
    const span = this.#spans.find((one) => isWithin(probe, one) && isSpoilt(probe, one));
    if (!span) return probe;
    const lost = this.#lost.get(span.kind) ?? new Set();
    this.#lost.set(span.kind, lost.add(probe.id));
    const why = span.kind === 'sleep' ? 'slept' : 'network';
    const error = { code: 'cancelled', message: this.#terms.t(`trouble.test.${why}`) } as const;
    return { ...probe, status: 'inconclusive', error };
  }

  /** All that happened until now. */
  disturbances(): Disturbance[] {
    this.resume();
    const kinds = new Set(this.#spans.map(({ kind }) => kind));
    return [...kinds].map((kind) => ({
      kind,
      atSec: Math.round((this.#spans.find((span) => span.kind === kind)?.fromMs ?? 0) / 1000),
      ...(kind === 'sleep' && { seconds: Math.round(this.#sleptMs / 1000) }),
      adapters: [...(this.#adapters.get(kind) ?? [])],
      lost: [...(this.#lost.get(kind) ?? [])],
    }));
  }

  #lookAtNetwork(fromMs: number, nowMs: number): void {
    const network = snapshotOf(this.#terms.interfaces());
    const change = changeBetween(this.#network, network);
    if (!change) return;
    this.#network = network;
    if (changeBetween(this.#first, network) === null) {
      for (const span of this.#spans) {
        if (span.kind !== 'sleep') span.toMs = Math.min(span.toMs, nowMs + settleMs);
      }
    } else this.#note(change, fromMs, nowMs);
  }

  #note(change: NetworkChange, fromMs: number, nowMs: number): void {
    for (const kind of ['gone', 'changed', 'added'] as const) {
      const back = this.#adapters.get('gone');
      const names = change[kind].filter((name) => kind === 'gone' || !back?.has(name));
      if (names.length === 0) continue;
      const known = this.#adapters.get(kind) ?? new Set();
      for (const name of names) known.add(name);
      this.#adapters.set(kind, known);
      // The check was planned with the adapters of its start: what is gone is missed until its end.
      this.#spans.push({ kind, fromMs, toMs: kind === 'added' ? nowMs : Infinity });
    }
  }
}

function isWithin({ startedAtMs, durationMs }: ProbeResult, { fromMs, toMs }: Span): boolean {
  return startedAtMs <= toMs && startedAtMs + durationMs >= fromMs;
}

function isSpoilt({ status, kind }: ProbeResult, span: Span): boolean {
  return status !== 'passed' || (span.kind === 'sleep' && measuring.has(kind));
}
