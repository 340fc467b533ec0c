import { type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError } from '../../shared/report.ts';
import { StunSocket } from '../stun/index.ts';
import type { ProbeSpec } from './probe.ts';
import { resolveServerOf } from './resolve-server.ts';

export type ServerSocket =
  | { ok: true; socket: StunSocket; server: Endpoint }
  | { ok: false; status: 'failed' | 'skipped'; error: ProbeError };

/** Resolves the probe's server and opens a fresh UDP socket that is connected to it. The caller closes the socket. */
export async function openServerSocket(
  spec: ProbeSpec,
  signal: AbortSignal,
  t: Translate,
): Promise<ServerSocket> {
  const resolved = await resolveServerOf(spec, signal, t);
  if (!resolved.ok) return resolved;
  const { endpoint } = resolved;
  const opened = await StunSocket.bind({
    family: endpoint.family,
    connectTo: endpoint,
    ...(spec.localAddress !== null && { address: spec.localAddress }),
  });
  if (opened.ok) return { ok: true, socket: opened.value, server: endpoint };
  const values = { endpoint: formatEndpoint(endpoint), reason: opened.code };
  const message = t('probe.error.unreachable', values);
  return { ok: false, status: 'failed', error: { code: 'unreachable', message } };
}
