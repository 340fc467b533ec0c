import type { CheckOptions } from '../../shared/check.ts';
import { type ProbeKind, probeKinds, probeKindsOnRequest } from '../../shared/report.ts';

/** What signs in to a TURN server. */
const signingIn: readonly ProbeKind[] = [
  'turn.allocate',
  'turn.relay',
  'turn.audit',
  'webrtc.gather',
  'webrtc.call',
  'webrtc.media',
];
const onRequest: readonly ProbeKind[] = probeKindsOnRequest;

/** Whether a check would sign in anywhere. `run`: what it runs by itself; `null`: all that are not on request. */
export function needsCredentials(
  { probes, alsoProbes = [] }: CheckOptions,
  { run, allowed }: { run: readonly ProbeKind[] | null; allowed: readonly ProbeKind[] },
): boolean {
  const usual = run ?? probeKinds.filter((kind) => !onRequest.includes(kind));
  const asked = [...(probes ?? usual), ...alsoProbes];
  return asked.some((kind) => signingIn.includes(kind) && allowed.includes(kind));
}
