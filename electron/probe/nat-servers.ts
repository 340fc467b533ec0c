import type { AddressFamily } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError, ProbeStatus } from '../../shared/report.ts';
import { formatServerUri, type ServerUri } from '../../shared/uri.ts';
import type { NatServerAddress } from '../nat/server-under-test.ts';
import { canonicalAddress } from '../stun/address-text.ts';
import { resolveServer, type Resolution } from './resolve.ts';

/** A name server that is slow with one name must not hold up what the others are enough for. */
const furtherNamesMs = 500;

export type NatServers =
  { ok: true; servers: NatServerAddress[] } | { ok: false; status: ProbeStatus; error: ProbeError };

/** Looks up all servers at once. Those whose name is not known in time are left out. */
export async function resolveNatServers(
  servers: readonly ServerUri[],
  family: AddressFamily,
  signal: AbortSignal,
  t: Translate,
): Promise<NatServers> {
  const found: (NatServerAddress | null)[] = servers.map(() => null);
  const failures: Resolution[] = [];
  const late = new AbortController();
  const stop = AbortSignal.any([signal, late.signal]);
  let timer: NodeJS.Timeout | undefined;
  await Promise.all(
    servers.map(async (server, index) => {
      const resolution = await resolveServer(server, family, stop);
      if (resolution.status !== 'found') {
        failures.push(resolution);
        return;
      }
      const { endpoint } = resolution;
      const address = canonicalAddress(endpoint.address);
      found[index] = { targets: [formatServerUri(server)], endpoint: { ...endpoint, address } };
      timer ??= setTimeout(() => {
        late.abort();
      }, furtherNamesMs);
    }),
  );
  clearTimeout(timer);
  const known = found.filter((server) => server !== null);
  if (known.length > 0) return { ok: true, servers: known };
  return { ok: false, ...problem(failures[0] ?? null, servers[0]?.host ?? '', family, t) };
}

function problem(
  failure: Resolution | null,
  host: string,
  family: AddressFamily,
  t: Translate,
): { status: ProbeStatus; error: ProbeError } {
  if (family === 'IPv6' || failure?.status === 'no-address') {
    const message = t(`probe.error.no${family === 'IPv4' ? 'Ipv4' : 'Ipv6'}`, { host });
    return { status: 'skipped', error: { code: 'not-supported', message } };
  }
  const reason = failure?.status === 'not-found' ? failure.systemCode : 'ETIMEOUT';
  const message = t('probe.error.nameNotFound', { host, reason });
  return { status: 'failed', error: { code: 'name-not-found', message } };
}
