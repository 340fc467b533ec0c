import type { Endpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError } from '../../shared/report.ts';
import type { ServerUri } from '../../shared/uri.ts';
import type { ProbeSpec } from './probe.ts';
import { resolveServer } from './resolve.ts';

/** `systemCode`: what the resolver said. */
export type ResolvedServer =
  | { ok: true; server: ServerUri; endpoint: Endpoint }
  | { ok: false; status: 'failed' | 'skipped'; error: ProbeError; systemCode: string };

/** Finds the address of the probe's server, by the probe's family, and says in words why there is none. */
export async function resolveServerOf(
  { server, family }: ProbeSpec,
  signal: AbortSignal,
  t: Translate,
): Promise<ResolvedServer> {
  if (!server || family === 'none') throw new Error('this probe has no server to ask');
  const { host } = server;
  const resolution = await resolveServer(server, family, signal);
  if (resolution.status === 'found') return { ok: true, server, endpoint: resolution.endpoint };
  // Without an address of this family the server is not to blame: it may offer the other one only.
  if (resolution.status === 'no-address' || family === 'IPv6') {
    const message = t(`probe.error.no${family === 'IPv4' ? 'Ipv4' : 'Ipv6'}`, { host });
    const error = { code: 'not-supported', message } as const;
    return { ok: false, status: 'skipped', error, systemCode: 'ENODATA' };
  }
  const systemCode = resolution.status === 'aborted' ? 'ETIMEOUT' : resolution.systemCode;
  const message = t('probe.error.nameNotFound', { host, reason: systemCode });
  return { ok: false, status: 'failed', error: { code: 'name-not-found', message }, systemCode };
}
