import { natOutcome } from './nat-outcome.ts';
import type { RunProbe } from './probe.ts';

/** `nat.mapping`: how this network maps inside to outside addresses; a part of the discovery of its address family. */
export const runNatMapping: RunProbe<'nat.mapping'> = async (spec, { discoveries, signal, t }) => {
  const joined = await discoveries.join(spec, signal, t);
  if (!joined.ok) return { status: joined.status, result: null, error: joined.error };
  const result = await joined.discovery.mapping();
  return { ...natOutcome(result, t, true), result };
};
