import { natOutcome } from './nat-outcome.ts';
import type { RunProbe } from './probe.ts';

/** `nat.alg`: whether something on the way rewrites addresses inside of packets; a part of the discovery of its address family. */
export const runNatAlg: RunProbe<'nat.alg'> = async (spec, { discoveries, signal, t }) => {
  const joined = await discoveries.join(spec, signal, t);
  if (!joined.ok) return { status: joined.status, result: null, error: joined.error };
  const result = await joined.discovery.alg();
  return { ...natOutcome(result, t), result };
};
