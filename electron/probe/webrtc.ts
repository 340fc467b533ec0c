import type { RunProbe } from './probe.ts';

/** `webrtc.*`: real calls in Chromium; not planned yet. */
const skipped: RunProbe<'webrtc.gather' | 'webrtc.call' | 'webrtc.media'> = (_spec, { t }) => {
  const message = t('probe.error.transport', { transport: 'UDP' });
  return Promise.resolve({
    status: 'skipped',
    result: null,
    error: { code: 'not-supported', message },
  });
};

export const runWebrtcGather: RunProbe<'webrtc.gather'> = skipped as RunProbe<'webrtc.gather'>;
export const runWebrtcCall: RunProbe<'webrtc.call'> = skipped as RunProbe<'webrtc.call'>;
export const runWebrtcMedia: RunProbe<'webrtc.media'> = skipped as RunProbe<'webrtc.media'>;
