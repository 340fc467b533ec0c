import type { ProbeResult } from '../../shared/report.ts';
import { type Evidence, probesOf } from './evidence.ts';

/** An offer needs no network. With all calls at once on one slow core it takes half a second; beyond this others have the core. */
const slowOfferMs = 1_000;

/**
 * The probes of Chromium for which this computer was too slow: those that did not end by their deadline, and where offers took
 * long those that ran out of time without an error from Chromium. They say nothing about the network.
 */
export function outOfTime(evidence: Evidence): ReadonlySet<string> {
  const isSlow = hasSlowOffer(evidence);
  const late = [
    ...probesOf(evidence, 'webrtc.gather'),
    ...probesOf(evidence, 'webrtc.call'),
    ...probesOf(evidence, 'webrtc.media'),
  ].filter((probe) => isPastDeadline(probe) || (isSlow && isUntold(probe.result, probe.status)));
  return new Set(late.map(({ id }) => id));
}

/** What was measured without what this computer was too slow for. */
export function inTime(evidence: Evidence): Evidence {
  const late = outOfTime(evidence);
  if (late.size === 0) return evidence;
  return { ...evidence, probes: evidence.probes.filter(({ id }) => !late.has(id)) };
}

function hasSlowOffer(evidence: Evidence): boolean {
  return probesOf(evidence, 'webrtc.call').some(({ result }) =>
    result?.stages.some(({ name, atMs }) => name === 'offer' && atMs > slowOfferMs),
  );
}

/** Chromium's tasks end by themselves before their deadline, whatever the network does. */
function isPastDeadline({ status, error }: ProbeResult): boolean {
  return status === 'inconclusive' && error?.code === 'timeout';
}

/** It failed, and Chromium told no reason. What had connected and was lost is another story. */
function isUntold(
  result: { errors: readonly unknown[]; connected?: boolean } | null,
  status: ProbeResult['status'],
): boolean {
  return status === 'failed' && result?.errors.length === 0 && result.connected !== true;
}
