import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError, ProbeKind, ProbeResult } from '../../shared/report.ts';
import type { LiveCall } from '../../shared/webrtc-results.ts';
import { runLocalInterfaces } from './local-interfaces.ts';
import { runNatAlg } from './nat-alg.ts';
import { NatDiscoveries } from './nat-discoveries.ts';
import { runNatFiltering } from './nat-filtering.ts';
import { runNatHairpinning } from './nat-hairpinning.ts';
import { runNatLifetime } from './nat-lifetime.ts';
import { runNatMapping } from './nat-mapping.ts';
import type { ProbeContext, ProbeOutcome, ProbeSpec, RunProbe } from './probe.ts';
import { runRelayBaseline } from './relay-baseline.ts';
import { runStunBinding } from './stun-binding.ts';
import { runTurnAllocate } from './turn-allocate.ts';
import { runTurnAudit } from './turn-audit.ts';
import { runTurnRelay } from './turn-relay.ts';
import { runWebrtcCall } from './webrtc-call.ts';
import { runWebrtcGather } from './webrtc-gather.ts';
import { runWebrtcMedia } from './webrtc-media.ts';
import type { Witness } from './witness.ts';

/** Sockets open at the same time: enough for every profile that people have, polite with 200 servers. */
const maxParallelProbes = 48;
/** What a probe gets to close its sockets after its signal fired, before it is given up. */
const abortGraceMs = 500;

export const probeRunners: { [K in ProbeKind]: RunProbe<K> } = {
  'local.interfaces': runLocalInterfaces,
  'relay.baseline': runRelayBaseline,
  'stun.binding': runStunBinding,
  'nat.mapping': runNatMapping,
  'nat.filtering': runNatFiltering,
  'nat.alg': runNatAlg,
  'nat.hairpinning': runNatHairpinning,
  'nat.lifetime': runNatLifetime,
  'turn.allocate': runTurnAllocate,
  'turn.relay': runTurnRelay,
  'turn.audit': runTurnAudit,
  'webrtc.gather': runWebrtcGather,
  'webrtc.call': runWebrtcCall,
  'webrtc.media': runWebrtcMedia,
};

export interface RunOptions {
  /** Fires when the person cancels. Probes that run end `inconclusive`, probes that wait end `skipped`. */
  signal: AbortSignal;
  t: Translate;
  /** Milliseconds since the session's start, from a monotonic clock. */
  elapsedMs: () => number;
  onStarted: (probeId: string, atMs: number) => void;
  onEnded: (probe: ProbeResult) => void;
  /** Looks at each result before anybody else does, and gives it as it is to be told. */
  amend?: (probe: ProbeResult) => ProbeResult;
  /** How far a long probe is: `done` goes from 0 to 1. */
  onProgress?: (probeId: string, done: number, text: string) => void;
  /** The second witness; none where it is missing. */
  witness?: Witness | null | undefined;
  /** What a `webrtc.*` probe sees at the moment. */
  onLive?: (probeId: string, live: LiveCall) => void;
  runners?: { [K in ProbeKind]: RunProbe<K> };
}

/** What the probes of one run share. */
interface Shared {
  discoveries: NatDiscoveries;
  /** Every probe that has begun, by its id. */
  begun: Map<string, Promise<ProbeResult>>;
}

/**
 * Runs a plan, everything at once but for probes that wait for another (`after`), each with its own deadline. Resolves with
 * the results in the plan's order.
 */
export async function runPlan(
  plan: readonly ProbeSpec[],
  options: RunOptions,
): Promise<ProbeResult[]> {
  const results = new Array<ProbeResult>(plan.length);
  const waiting = plan.entries();
  const shared: Shared = { discoveries: new NatDiscoveries(), begun: new Map() };
  const { amend = (probe: ProbeResult) => probe } = options;
  const worker = async () => {
    for (const [index, spec] of waiting) {
      const running = runProbe(spec, options, shared).then(amend);
      shared.begun.set(spec.id, running);
      const probe = await running;
      results[index] = probe;
      options.onEnded(probe);
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxParallelProbes, plan.length) }, worker));
  return results;
}

async function runProbe(
  spec: ProbeSpec,
  options: RunOptions,
  { discoveries, begun }: Shared,
): Promise<ProbeResult> {
  // What comes later in the plan has not begun: nothing waits in a circle.
  const earlier = (spec.after !== undefined && (await begun.get(spec.after))) || null;
  const startedAtMs = options.elapsedMs();
  if (options.signal.aborted) {
    return toResult(spec, startedAtMs, 0, {
      status: 'skipped',
      result: null,
      error: cancelledError(options.t),
    });
  }
  options.onStarted(spec.id, startedAtMs);
  const outcome = await runWithDeadline(spec, options, { discoveries, earlier });
  return toResult(spec, startedAtMs, options.elapsedMs() - startedAtMs, outcome);
}

async function runWithDeadline(
  spec: ProbeSpec,
  { signal: cancel, t, onProgress, onLive, witness = null, runners = probeRunners }: RunOptions,
  given: Pick<ProbeContext, 'discoveries' | 'earlier'>,
): Promise<ProbeOutcome<ProbeKind>> {
  const stop = new AbortController();
  const abort = () => {
    stop.abort();
  };
  const deadline = setTimeout(abort, spec.deadlineMs);
  cancel.addEventListener('abort', abort, { once: true });
  try {
    const run = runners[spec.kind] as RunProbe<ProbeKind>;
    const outcome = await Promise.race([
      run(spec, {
        signal: stop.signal,
        t,
        ...given,
        onProgress: (done, text) => onProgress?.(spec.id, done, text),
        witness,
        onLive: (live) => onLive?.(spec.id, live),
      }),
      givenUp(stop.signal),
    ]);
    if (outcome?.status === 'passed' || (outcome && !stop.signal.aborted)) return outcome;
    return {
      status: cancel.aborted || !outcome ? 'inconclusive' : outcome.status,
      result: outcome?.result ?? null,
      error: cancel.aborted ? cancelledError(t) : reasonOf(outcome, spec, t),
    };
  } catch (error) {
    return crashed(t, error);
  } finally {
    clearTimeout(deadline);
    cancel.removeEventListener('abort', abort);
  }
}

/** Resolves a moment after the signal, for a probe that does not heed it. */
function givenUp(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    const wait = () => {
      setTimeout(resolve, abortGraceMs, null).unref();
    };
    signal.addEventListener('abort', wait, { once: true });
  });
}

/** A probe that was stopped at its deadline may know better than "too late" why it had nothing yet. */
function reasonOf(outcome: ProbeOutcome<ProbeKind> | null, spec: ProbeSpec, t: Translate) {
  const error = outcome?.error;
  return error && error.code !== 'cancelled' ? error : deadlineError(spec, t);
}

function cancelledError(t: Translate): ProbeError {
  return { code: 'cancelled', message: t('probe.error.cancelled') };
}

function deadlineError(spec: ProbeSpec, t: Translate): ProbeError {
  return {
    code: 'timeout',
    message: t('probe.error.deadline', { seconds: spec.deadlineMs / 1000 }),
  };
}

function crashed(t: Translate, error: unknown): ProbeOutcome<ProbeKind> {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    status: 'inconclusive',
    result: null,
    error: { code: 'internal', message: t('probe.error.internal', { reason }) },
  };
}

function toResult(
  spec: ProbeSpec,
  startedAtMs: number,
  durationMs: number,
  outcome: ProbeOutcome<ProbeKind>,
): ProbeResult {
  const { id, kind, target, transport, family } = spec;
  // The runner's kind and the spec's are the same: `probeRunners` is indexed by it.
  return {
    id,
    kind,
    target,
    transport,
    family,
    status: outcome.status,
    startedAtMs: toTenths(startedAtMs),
    durationMs: toTenths(durationMs),
    result: outcome.result,
    error: outcome.error,
  } as ProbeResult;
}

function toTenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
