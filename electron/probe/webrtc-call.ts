import type { Translate } from '../../shared/messages/translate.ts';
import type { WebrtcCallResult } from '../../shared/webrtc-results.ts';
import type { ProbeOutcome, RunProbe } from './probe.ts';
import { askWitness } from './webrtc-ask.ts';
import { callError } from './webrtc-error.ts';
import { withEmbeddedRelay } from './webrtc-relay.ts';

/**
 * `webrtc.call`: Chromium calls itself by one path and sends a numbered stream. The baseline goes through an embedded relay
 * of its own. It passes when the stream ran to its end; its loss is judged by the diagnosis.
 */
export const runWebrtcCall: RunProbe<'webrtc.call'> = async (spec, context) => {
  const task = spec.task?.kind === 'webrtc.call' ? spec.task : null;
  const asked =
    task?.path === 'baseline' && context.witness
      ? await withEmbeddedRelay(context.t, (servers) =>
          askWitness('webrtc.call', spec, context, servers),
        )
      : await askWitness('webrtc.call', spec, context);
  if ('outcome' in asked) return asked.outcome;
  // What was cut short says nothing bad, and nothing good either.
  if (context.signal.aborted) return { status: 'inconclusive', result: asked.result, error: null };
  return judge(asked.result, task?.connectLimitMs ?? 0, context.t);
};

function judge(
  result: WebrtcCallResult,
  limitMs: number,
  t: Translate,
): ProbeOutcome<'webrtc.call'> {
  if (noTranslation(result, limitMs)) {
    const message = t('witness.error.noTranslation');
    return { status: 'skipped', result, error: { code: 'not-supported', message } };
  }
  const error = callError(result, t);
  if (error) return { status: 'failed', result, error };
  return { status: 'passed', result, error: null };
}

/**
 * Chromium was done with gathering, so every server answered, and it kept every reflexive candidate to itself, so none saw
 * another address than this computer's own: there is no such path to try.
 */
function noTranslation({ path, errors, stages }: WebrtcCallResult, limitMs: number): boolean {
  const failed = stages.find(({ status }) => status === 'failed');
  const gaveUp = failed?.name === 'gathering' && failed.atMs < limitMs;
  return path === 'srflx' && gaveUp && errors.length === 0;
}
