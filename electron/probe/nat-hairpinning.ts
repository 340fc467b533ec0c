import { HairpinningTest } from '../nat/hairpinning.ts';
import { runOnRoute } from '../nat/run-on-route.ts';
import { natOutcome } from './nat-outcome.ts';
import { resolveNatServers } from './nat-servers.ts';
import type { RunProbe } from './probe.ts';

/**
 * `nat.hairpinning`: whether two devices behind the same router reach each other by their outside addresses. Only on
 * request: some firewalls take packets from their own outside address for an attack.
 */
export const runNatHairpinning: RunProbe<'nat.hairpinning'> = async (spec, { signal, t }) => {
  const { family, localAddress: ownAddress } = spec;
  if (family === 'none') throw new Error('hairpinning is tested by one address family');
  const resolved = await resolveNatServers(spec.servers ?? [], family, signal, t);
  if (!resolved.ok) return { status: resolved.status, result: null, error: resolved.error };
  const options = { servers: resolved.servers, family, ownAddress, signal };
  const { machine } = await runOnRoute(options, (servers, address) => {
    return new HairpinningTest({ servers, localAddress: address, startMs: performance.now() });
  });
  const result = machine.result();
  return { ...natOutcome(result, t), result };
};
