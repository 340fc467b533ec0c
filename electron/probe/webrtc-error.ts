import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError } from '../../shared/report.ts';
import type { CallStage, IceCandidateError } from '../../shared/webrtc-results.ts';

/** What ICE says of a server that it could not reach (W3C webrtc-pc, RTCPeerConnectionIceErrorEvent). */
const serverNotReached = 701;

/**
 * What the `icecandidateerror` events of one server say in words; `null` where there was none. An answer of the server
 * says more than that another address of this computer did not reach it.
 */
export function iceError(errors: readonly IceCandidateError[], t: Translate): ProbeError | null {
  const rejected = errors.find(({ code }) => code < 700);
  if (rejected) {
    const { code, text: reason } = rejected;
    return { code: 'rejected', message: t('probe.error.rejected', { code, reason }) };
  }
  const unreached = errors.find(({ code }) => code === serverNotReached);
  if (!unreached) return null;
  const { server, text: reason } = unreached;
  return { code: 'unreachable', message: t('witness.error.notReached', { server, reason }) };
}

/** Why a call did not come to its end; `null` where it did. */
export function callError(
  { stages, errors }: { stages: readonly CallStage[]; errors: readonly IceCandidateError[] },
  t: Translate,
): ProbeError | null {
  const failed = stages.find(({ status }) => status === 'failed');
  if (!failed) return null;
  const seconds = Math.round(failed.atMs / 100) / 10;
  if (failed.name === 'stream') {
    return { code: 'timeout', message: t('witness.error.streamEnded', { seconds }) };
  }
  const fromServer = failed.name === 'gathering' ? iceError(errors, t) : null;
  const stage = t(`witness.stage.${failed.name}`);
  return fromServer ?? { code: 'timeout', message: t('witness.error.stage', { stage, seconds }) };
}
