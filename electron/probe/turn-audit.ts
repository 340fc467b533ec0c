import type { RunProbe } from './probe.ts';

/** `turn.audit`: not planned yet. */
export const runTurnAudit: RunProbe<'turn.audit'> = (_spec, { t }) => {
  const message = t('probe.error.transport', { transport: 'UDP' });
  return Promise.resolve({
    status: 'skipped',
    result: null,
    error: { code: 'not-supported', message },
  });
};
