import type { ProbeErrorCode, ProbeOf, ProbeResult, Transport } from '../../shared/report.ts';
import { formatServerUri, parseServerUri, type ServerUri } from '../../shared/uri.ts';
import type { CallPathKind, CallStage, IceCandidateError } from '../../shared/webrtc-results.ts';
import { type Evidence, probesOf } from './evidence.ts';
import { inTime } from './webrtc-pace.ts';

/** What one witness says about a server. `unknown`: it was not asked, or not to the end. */
export interface Witness {
  state: 'works' | 'fails' | 'unknown';
  /** Ids of the probes that say so. */
  ids: string[];
}

/** The same server over the same transport, as the raw probes saw it and as Chromium did. */
export interface ServerWitnesses {
  /** The server URI in its shortest form. */
  target: string;
  server: ServerUri;
  raw: Witness;
  chromium: Witness;
  /** What Chromium's `icecandidateerror` events said of this server. */
  errors: IceCandidateError[];
  /** Where the call stopped; null where Chromium did not come as far as a call. */
  failedStage: CallStage | null;
}

export type CallProbe = ProbeOf<'webrtc.call'>;

/** These tell about the check, not about what was checked. */
const undecided: ReadonlySet<ProbeErrorCode> = new Set(['cancelled', 'internal', 'not-supported']);

/** A call that was tried to its end, with what it found. */
export interface TriedCall {
  probe: CallProbe;
  result: NonNullable<CallProbe['result']>;
}

/** The calls that were tried to their end, by any of these paths; those that a busy computer was too slow for were not. */
export function triedCalls(evidence: Evidence, ...paths: CallPathKind[]): TriedCall[] {
  return endedCalls(probesOf(inTime(evidence), 'webrtc.call'), paths);
}

function endedCalls(probes: readonly CallProbe[], paths: readonly CallPathKind[]): TriedCall[] {
  return probes.flatMap((probe) => {
    const { result } = probe;
    if (!result || !paths.includes(result.path) || stateOf(probe) === 'unknown') return [];
    return [{ probe, result }];
  });
}

export function connected(calls: readonly TriedCall[]): TriedCall[] {
  return calls.filter(({ result }) => result.connected);
}

export function failed(calls: readonly TriedCall[]): TriedCall[] {
  return calls.filter(({ result }) => !result.connected);
}

export function failedStageOf({ result }: TriedCall): CallStage | null {
  return result.stages.find(({ status }) => status === 'failed') ?? null;
}

/** Every server that Chromium tried, beside what the raw probes say of it. */
export function serverWitnesses(evidence: Evidence): ServerWitnesses[] {
  const probes = chromiumProbes(inTime(evidence));
  const targets = new Map(
    probes.flatMap(({ target }) => {
      const parsed = parseServerUri(target);
      return parsed.ok ? [[formatServerUri(parsed.uri), parsed.uri] as const] : [];
    }),
  );
  return [...targets].map(([target, server]) => {
    const own = probes.filter((probe) => normalTarget(probe.target) === target);
    const calls = endedCalls(probesOf({ probes: own }, 'webrtc.call'), ['relay']);
    const stopped = calls.map(failedStageOf).find((stage) => stage !== null);
    return {
      target,
      server,
      raw: rawWitness(evidence, target),
      chromium: chromiumWitness(own, server),
      errors: own.flatMap(({ result }) => result?.errors ?? []),
      failedStage: stopped ?? null,
    };
  });
}

/** Whether both witnesses fail at everything that Chromium tried of these servers, and at one at least. */
export function bothFail(evidence: Evidence, transport?: Transport): boolean {
  const asked = serverWitnesses(evidence).filter(
    ({ server, chromium }) =>
      chromium.state !== 'unknown' && (transport === undefined || server.transport === transport),
  );
  return (
    asked.length > 0 &&
    asked.every(({ raw, chromium }) => raw.state === 'fails' && chromium.state === 'fails')
  );
}

/** `webrtc.gather` of one server and `webrtc.call` through one: all together say nothing about each. */
function chromiumProbes(evidence: Evidence) {
  return [
    ...probesOf(evidence, 'webrtc.gather').filter(
      ({ result }) => result === null || result.servers.length === 1,
    ),
    ...probesOf(evidence, 'webrtc.call').filter(
      ({ result }) => result === null || result.path === 'relay',
    ),
  ];
}

/** A server URI in its shortest form; other texts as they are. */
export function normalTarget(target: string): string {
  const parsed = parseServerUri(target);
  return parsed.ok ? formatServerUri(parsed.uri) : target;
}

function stateOf({ status, error }: ProbeResult): Witness['state'] {
  if (status === 'passed') return 'works';
  const isUndecided = status !== 'failed' || (error !== null && undecided.has(error.code));
  return isUndecided ? 'unknown' : 'fails';
}

/**
 * One address family that works is enough. A relay is judged by relaying, and where that was not tried by its Allocate:
 * that it answers Binding says nothing about either.
 */
function rawWitness(evidence: Evidence, target: string): Witness {
  const decided = evidence.probes.filter(
    (probe) => normalTarget(probe.target) === target && stateOf(probe) !== 'unknown',
  );
  const ofKind = (kind: ProbeResult['kind']) => decided.filter((probe) => probe.kind === kind);
  const relayed = ofKind('turn.relay');
  const allocated = ofKind('turn.allocate');
  const bound = ofKind('stun.binding');
  const isRelay = /^turns?:/.test(target);
  const deciding = !isRelay ? bound : relayed.length > 0 ? relayed : allocated;
  const all = isRelay ? [...relayed, ...allocated, ...bound] : bound;
  return { state: combine(deciding.map(stateOf)), ids: all.map(({ id }) => id) };
}

function chromiumWitness(
  probes: ReturnType<typeof chromiumProbes>,
  { scheme }: ServerUri,
): Witness {
  const calls = probes.filter((probe) => probe.kind === 'webrtc.call');
  const gathers = probes.filter((probe) => probe.kind === 'webrtc.gather');
  const isRelay = scheme === 'turn' || scheme === 'turns';
  const called = combine(calls.map(callState));
  const found = combine(gathers.map((probe) => gatherState(probe, isRelay ? 'relay' : 'srflx')));
  const ids = probes.filter((probe) => stateOf(probe) !== 'unknown').map(({ id }) => id);
  return { state: called === 'unknown' ? found : called, ids };
}

/** A call that broke off later had connected: that has a finding of its own. */
function callState(probe: CallProbe): Witness['state'] {
  if (probe.result?.connected && stateOf(probe) !== 'unknown') return 'works';
  return stateOf(probe);
}

function gatherState(probe: ProbeOf<'webrtc.gather'>, wanted: 'relay' | 'srflx'): Witness['state'] {
  const { result } = probe;
  if (result?.candidates.some(({ type }) => type === wanted)) return 'works';
  if (!result || stateOf(probe) === 'unknown') return 'unknown';
  // Without NAT Chromium leaves out the reflexive candidate, which is the host candidate again.
  return wanted === 'relay' || result.errors.length > 0 ? 'fails' : 'unknown';
}

function combine(states: readonly Witness['state'][]): Witness['state'] {
  if (states.includes('works')) return 'works';
  return states.includes('fails') ? 'fails' : 'unknown';
}
