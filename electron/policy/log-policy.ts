import type { PolicyFile } from './policy-file.ts';

/** As much of Callpath's log as is needed. */
export interface PolicyLog {
  info: (event: string, facts: Record<string, string | number>) => void;
  warn: (event: string, facts: Record<string, string | number>) => void;
}

/** Says in the log that a policy was read, and each thing that is wrong with it. Nothing where there is none. */
export function logPolicy({ state, named, problems }: PolicyFile, log: PolicyLog): void {
  if (state === 'none') return;
  log.info('policy-read', { state, names: named.join(' ') });
  for (const problem of problems) log.warn('policy-problem', { ...problem });
}
