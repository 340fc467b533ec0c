import type { RunProbe } from './probe.ts';

/** `turn.relay`: not planned yet. */
export const runTurnRelay: RunProbe<'turn.relay'> = (_spec, { t }) => {
  const message = t('probe.error.transport', { transport: 'UDP' });
  return Promise.resolve({
    status: 'skipped',
    result: null,
    error: { code: 'not-supported', message },
  });
};
