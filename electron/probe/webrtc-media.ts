import type { RunProbe } from './probe.ts';
import { askWitness } from './webrtc-ask.ts';
import { callError } from './webrtc-error.ts';
import { withEmbeddedRelay } from './webrtc-relay.ts';

/**
 * `webrtc.media`: Chromium sends a tone and a moving picture to itself. It passes when they arrived to the end; their
 * quality is judged by the diagnosis.
 */
export const runWebrtcMedia: RunProbe<'webrtc.media'> = async (spec, context) => {
  const isBaseline = spec.task?.kind === 'webrtc.media' && spec.task.path === 'baseline';
  const asked =
    isBaseline && context.witness
      ? await withEmbeddedRelay(context.t, (servers) =>
          askWitness('webrtc.media', spec, context, servers),
        )
      : await askWitness('webrtc.media', spec, context);
  if ('outcome' in asked) return asked.outcome;
  const { result } = asked;
  // What was cut short says nothing bad, and nothing good either.
  if (context.signal.aborted) return { status: 'inconclusive', result, error: null };
  const error = callError(result, context.t);
  if (error) return { status: 'failed', result, error };
  return { status: 'passed', result, error: null };
};
