import type { WebrtcCallResult } from '../../shared/webrtc-results.ts';
import { type Evidence, probesOf } from './evidence.ts';

/** An offer takes some milliseconds and no network; beyond this others had the processor. */
const promptOfferMs = 250;
/** A call inside this computer connects in some hundred milliseconds. */
const promptConnectMs = 1_000;

/**
 * How long Chromium took for what never leaves this computer, where that was so long that test calls which ran out of time say
 * nothing about the network. Null where one call inside this computer connected promptly, or nothing was slow.
 */
export function slowedDownMs(evidence: Evidence): number | null {
  const calls = probesOf(evidence, 'webrtc.call').flatMap(({ result }) => result ?? []);
  const inside = calls.filter(({ path }) => path === 'host' || path === 'baseline');
  const connects = inside.flatMap(({ connectMs }) => connectMs ?? []);
  if (connects.some((ms) => ms <= promptConnectMs)) return null;
  const offers = calls.map(offerMs).filter((ms) => ms > promptOfferMs);
  const slow = [...connects, ...offers];
  return slow.length === 0 ? null : Math.max(...slow);
}

/** The failed probes that ran out of time on a computer that was slowed down: Chromium itself told no reason. */
export function outOfTime(evidence: Evidence): ReadonlySet<string> {
  if (slowedDownMs(evidence) === null) return new Set();
  const failed = [
    ...probesOf(evidence, 'webrtc.gather'),
    ...probesOf(evidence, 'webrtc.call'),
    ...probesOf(evidence, 'webrtc.media'),
  ].filter(({ status, result }) => status === 'failed' && result?.errors.length === 0);
  // What had connected and was lost is another story.
  const lost = failed.filter(({ result }) => result && 'connected' in result && result.connected);
  const lostIds = lost.map(({ id }) => id);
  return new Set(failed.map(({ id }) => id).filter((id) => !lostIds.includes(id)));
}

/** What was measured without what ran out of time. */
export function inTime(evidence: Evidence): Evidence {
  const late = outOfTime(evidence);
  if (late.size === 0) return evidence;
  return { ...evidence, probes: evidence.probes.filter(({ id }) => !late.has(id)) };
}

function offerMs({ stages }: WebrtcCallResult): number {
  return stages.find(({ name }) => name === 'offer')?.atMs ?? 0;
}
