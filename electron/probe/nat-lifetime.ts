import { type LifetimeProgress, LifetimeTest } from '../nat/lifetime.ts';
import { runOnRoute } from '../nat/run-on-route.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { natOutcome } from './nat-outcome.ts';
import { resolveNatServers } from './nat-servers.ts';
import type { RunProbe } from './probe.ts';

/**
 * `nat.lifetime`: how long the router keeps a mapping through which nothing is sent, up to `upperBoundSec`. Only on
 * request: it takes as long as the lifetime and a part of it again. What is known at a deadline is kept.
 */
export const runNatLifetime: RunProbe<'nat.lifetime'> = async (spec, { signal, t, onProgress }) => {
  const { family, localAddress: ownAddress, upperBoundSec } = spec;
  if (family === 'none' || upperBoundSec === undefined) {
    throw new Error('a lifetime is searched by one address family, up to a bound');
  }
  const resolved = await resolveNatServers(spec.servers ?? [], family, signal, t);
  if (!resolved.ok) return { status: resolved.status, result: null, error: resolved.error };
  const options = { servers: resolved.servers, family, ownAddress, signal };
  const { machine, localAddress } = await runOnRoute(options, (servers) => {
    return new LifetimeTest({
      servers,
      upperBoundSec,
      startMs: performance.now(),
      onProgress: (progress) => {
        onProgress(Math.min(1, progress.elapsedSec / upperBoundSec), progressText(progress, t));
      },
    });
  });
  const result = machine.result(localAddress);
  return { ...natOutcome(result, t), result };
};

function progressText({ elapsedSec, aliveSec, goneSec }: LifetimeProgress, t: Translate): string {
  if (goneSec !== null) {
    return t('probe.lifetime.between', { elapsedSec, aliveSec: aliveSec ?? 0, goneSec });
  }
  return aliveSec === null
    ? t('probe.lifetime.begun', { elapsedSec })
    : t('probe.lifetime.alive', { elapsedSec, aliveSec });
}
