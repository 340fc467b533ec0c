import type { Translate } from '../../shared/messages/translate.ts';
import type { WebrtcGatherResult } from '../../shared/webrtc-results.ts';
import type { ProbeOutcome, ProbeSpec, RunProbe } from './probe.ts';
import { askWitness } from './webrtc-ask.ts';
import { iceError } from './webrtc-error.ts';

/**
 * `webrtc.gather`: the candidates that Chromium finds with one server, or with all. With one server it passes when that
 * server gave one; a STUN server also when it answered and no address was translated, for then Chromium keeps the
 * candidate to itself. With all it passes when there is any.
 */
export const runWebrtcGather: RunProbe<'webrtc.gather'> = async (spec, context) => {
  const asked = await askWitness('webrtc.gather', spec, context);
  if ('outcome' in asked) return asked.outcome;
  return judge(asked.result, spec, context.t);
};

function judge(
  result: WebrtcGatherResult,
  { server }: ProbeSpec,
  t: Translate,
): ProbeOutcome<'webrtc.gather'> {
  const { candidates, errors, complete } = result;
  const answered = complete && errors.length === 0;
  const passed =
    server === null
      ? candidates.length > 0
      : server.scheme === 'stun'
        ? answered || candidates.some(({ type }) => type === 'srflx')
        : candidates.some(({ type }) => type === 'relay');
  if (passed) return { status: 'passed', result, error: null };
  if (server === null) {
    const message = t('witness.error.noCandidates');
    return { status: 'inconclusive', result, error: { code: 'unreachable', message } };
  }
  const seconds = Math.round(result.gatheringMs / 100) / 10;
  const message = t('witness.error.noAnswer', { seconds });
  const error = iceError(errors, t) ?? { code: 'timeout' as const, message };
  return { status: 'failed', result, error };
}
