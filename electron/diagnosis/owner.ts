import type { VerdictOwner } from '../../shared/report.ts';
import { parseServerUri } from '../../shared/uri.ts';
import { type Evidence, probesOf } from './evidence.ts';
import type { Match } from './rules.ts';

/** Whose problem a finding is: a row of the table says it, or works it out from what else was measured. */
export type Owner = VerdictOwner | ((match: Match, evidence: Evidence) => VerdictOwner);

export function ownerOf(owner: Owner, match: Match, evidence: Evidence): VerdictOwner {
  return typeof owner === 'function' ? owner(match, evidence) : owner;
}

/** Calls inside this computer are its own; outside of it the network carries them; of a relay it may be either. */
export function ownerOfDroppedCall(match: Match, evidence: Evidence): VerdictOwner {
  const paths = pathsOf(match, evidence);
  if (paths.every((path) => path === 'host' || path === 'baseline')) return 'computer';
  return paths.every((path) => path === 'srflx') ? 'network' : 'unknown';
}

/** Sound and picture that do not arrive although messages do are held up on the way, which may be inside this computer. */
export function ownerOfMedia(match: Match, evidence: Evidence): VerdictOwner {
  const isInside = pathsOf(match, evidence).every((path) => path === 'host' || path === 'baseline');
  return isInside ? 'computer' : 'network';
}

/** A relay that carries the data of a plain socket, and not that of Chromium, is not to blame. */
export function ownerOfFailedCall(match: Match, evidence: Evidence): VerdictOwner {
  const isCarried = probesOf(evidence, 'turn.relay').some(
    ({ id, status }) => status === 'passed' && match.evidence.includes(id),
  );
  return isCarried ? 'computer' : 'service';
}

/** The host of a target such as `turn:turn.example.org:3478`; other texts as they are. */
export function hostOf(target: string): string {
  const parsed = parseServerUri(target);
  return parsed.ok ? parsed.uri.host : target;
}

function pathsOf(match: Match, evidence: Evidence): string[] {
  return evidence.probes.flatMap((probe) =>
    match.evidence.includes(probe.id) &&
    (probe.kind === 'webrtc.call' || probe.kind === 'webrtc.media') &&
    probe.result
      ? [probe.result.path]
      : [],
  );
}
