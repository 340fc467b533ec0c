import { natOutcome } from './nat-outcome.ts';
import type { RunProbe } from './probe.ts';

/** `nat.filtering`: which packets from outside this network lets in; a part of the discovery of its address family. */
export const runNatFiltering: RunProbe<'nat.filtering'> = async (
  spec,
  { discoveries, signal, t },
) => {
  const joined = await discoveries.join(spec, signal, t);
  if (!joined.ok) return { status: joined.status, result: null, error: joined.error };
  const result = await joined.discovery.filtering();
  return { ...natOutcome(result, t), result };
};
