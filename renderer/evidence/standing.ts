import type { MessageKey } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import { hostFamily, parseServerUri } from '../../shared/uri.ts';
import type { Observation } from './observation.ts';

/** How something stands, for a sign, a word and a colour. `unknown` is never shown as `fails`. */
export type Standing = 'works' | 'partly' | 'fails' | 'unknown' | 'skipped' | 'running' | 'waiting';

export function standingOf(observation: Observation): Standing {
  if (observation.probe === null) return observation.phase === 'running' ? 'running' : 'waiting';
  return standingOfProbe(observation.probe);
}

export function standingOfProbe(probe: ProbeResult): Standing {
  if (probe.error?.code === 'cancelled' || isMissingIpv6(probe)) return 'skipped';
  // These tell about the check, not about what was tested.
  if (probe.error?.code === 'internal' || probe.error?.code === 'not-supported') return 'unknown';
  switch (probe.status) {
    case 'passed':
      return 'works';
    case 'failed':
      return 'fails';
    case 'inconclusive':
      return 'unknown';
    case 'skipped':
      return 'skipped';
  }
}

/** One standing for several tests of the same thing. What was skipped counts only where nothing else is there. */
export function combine(standings: readonly Standing[]): Standing {
  const has = (standing: Standing) => standings.includes(standing);
  if (has('running')) return 'running';
  if (has('waiting')) {
    return standings.every((standing) => standing === 'waiting') ? 'waiting' : 'running';
  }
  if (has('partly') || (has('works') && has('fails'))) return 'partly';
  if (has('works')) return 'works';
  if (has('fails')) return 'fails';
  return has('unknown') ? 'unknown' : 'skipped';
}

/**
 * One standing for all tests of a server. Of one question that was asked by IPv4 and by IPv6, one answer is enough: a
 * call takes the way that is open.
 */
export function combineTests(observations: readonly Observation[]): Standing {
  const questions = new Map<string, Standing[]>();
  for (const observation of observations) {
    const key = `${observation.kind} ${observation.transport}`;
    questions.set(key, [...(questions.get(key) ?? []), standingOf(observation)]);
  }
  return combine(
    [...questions.values()].map((standings) => {
      const isOpen = standings.includes('running') || standings.includes('waiting');
      return standings.includes('works') && !isOpen ? 'works' : combine(standings);
    }),
  );
}

/** Why a test did not pass, in two or three words. */
export function reasonKey(probe: ProbeResult): MessageKey | null {
  if (isMissingIpv6(probe)) return 'window.reason.noIpv6';
  return probe.error === null ? null : `report.error.${probe.error.code}`;
}

/**
 * A server that is known by name and cannot be asked by IPv6 from here. That is information, not a failure: calls use
 * IPv4 then. A server that is named by an IPv6 address has no other way, so there it is a failure.
 */
function isMissingIpv6(probe: ProbeResult): boolean {
  if (probe.family !== 'IPv6' || probe.status === 'passed') return false;
  const parsed = parseServerUri(probe.target);
  if (!parsed.ok || hostFamily(parsed.uri.host) === 'IPv6') return false;
  return (
    probe.error?.code === 'unreachable' ||
    probe.error?.code === 'name-not-found' ||
    probe.error?.code === 'not-supported'
  );
}
