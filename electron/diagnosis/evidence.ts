import type { ProbeErrorCode, ProbeOf, ProbeResult, SessionStatus } from '../../shared/report.ts';

/** What happened to the computer while it was being checked. */
export interface Disturbance {
  /** It slept; or network adapters went away, came, or got other addresses. */
  kind: 'sleep' | 'gone' | 'added' | 'changed';
  /** Seconds since the check began; of several, the first. */
  atSec: number;
  /** How long it slept, in all. */
  seconds?: number;
  /** Names. */
  adapters: string[];
  /** Ids of the tests that have no result because of it. */
  lost: string[];
}

/** What was measured, as the rules look at it. */
export interface Evidence {
  status: SessionStatus;
  profile: string;
  /** ISO 8601, by this computer's clock: what time stamps of credentials and certificates are compared with. */
  startedAt?: string;
  probes: readonly ProbeResult[];
  disturbances?: readonly Disturbance[];
}

/**
 * How one server did over UDP, its address families together. `unknown`: it was not asked to the end, so nothing is
 * said about it.
 */
export interface ServerEvidence {
  target: string;
  state:
    'answered' | 'silent' | 'refused' | 'unreachable' | 'malformed' | 'name-not-found' | 'unknown';
  /** All `stun.binding` probes of this server. */
  probes: ProbeOf<'stun.binding'>[];
  /** The probe that the state rests on. */
  deciding: ProbeOf<'stun.binding'>;
}

const stateOfError: Partial<Record<ProbeErrorCode, ServerEvidence['state']>> = {
  timeout: 'silent',
  refused: 'refused',
  unreachable: 'unreachable',
  malformed: 'malformed',
  rejected: 'malformed',
  'name-not-found': 'name-not-found',
};

export function probesOf<K extends ProbeResult['kind']>(
  { probes }: Pick<Evidence, 'probes'>,
  kind: K,
): ProbeOf<K>[] {
  return probes.filter((probe): probe is ProbeOf<K> => probe.kind === kind);
}

/** Groups the binding probes by server. A server that answers by one family has answered. */
export function serversOf(evidence: Evidence): ServerEvidence[] {
  const probes = probesOf(evidence, 'stun.binding');
  return [...new Set(probes.map(({ target }) => target))].flatMap((target) => {
    const own = probes.filter((probe) => probe.target === target);
    const deciding = [...own].sort((a, b) => rank(a) - rank(b))[0];
    return deciding ? [{ target, state: stateOf(deciding), probes: own, deciding }] : [];
  });
}

/** The servers that something is known about. */
export function knownServers(evidence: Evidence): ServerEvidence[] {
  return serversOf(evidence).filter(({ state }) => state !== 'unknown');
}

export function baselineOf(evidence: Evidence): ProbeOf<'relay.baseline'> | undefined {
  return probesOf(evidence, 'relay.baseline')[0];
}

/** An answer decides; without one the IPv4 probe does, unless it says nothing. */
function rank(probe: ProbeOf<'stun.binding'>): number {
  if (probe.status === 'passed') return 0;
  if (stateOf(probe) === 'unknown') return 3;
  return probe.family === 'IPv4' ? 1 : 2;
}

function stateOf(probe: ProbeOf<'stun.binding'>): ServerEvidence['state'] {
  if (probe.status === 'passed') return 'answered';
  return (probe.status === 'failed' && probe.error && stateOfError[probe.error.code]) || 'unknown';
}
