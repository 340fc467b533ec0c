import type { Endpoint } from '../../shared/endpoint.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError, ProbeErrorCode } from '../../shared/report.ts';
import { StunSocket } from '../stun/index.ts';
import type { ProbeSpec } from './probe.ts';
import { resolveServer } from './resolve.ts';

export type ServerSocket =
  | { ok: true; socket: StunSocket; server: Endpoint }
  | { ok: false; status: 'failed' | 'skipped'; error: ProbeError };

/** Resolves the probe's server and opens a fresh socket that is connected to it. The caller closes the socket. */
export async function openServerSocket(
  { server, family, localAddress }: ProbeSpec,
  signal: AbortSignal,
  t: Translate,
): Promise<ServerSocket> {
  if (!server || family === 'none') throw new Error('this probe has no server to ask');
  const { host } = server;
  const resolution = await resolveServer(server, family, signal);
  // Without an address of this family the server is not to blame: it may offer the other one only.
  if (resolution.status === 'no-address' || (family === 'IPv6' && resolution.status !== 'found')) {
    return problem(
      'skipped',
      'not-supported',
      t(`probe.error.no${family === 'IPv4' ? 'Ipv4' : 'Ipv6'}`, { host }),
    );
  }
  if (resolution.status !== 'found') {
    const reason = resolution.status === 'aborted' ? 'ETIMEOUT' : resolution.systemCode;
    return problem('failed', 'name-not-found', t('probe.error.nameNotFound', { host, reason }));
  }
  const { endpoint } = resolution;
  const opened = await StunSocket.bind({
    family,
    connectTo: endpoint,
    ...(localAddress !== null && { address: localAddress }),
  });
  if (opened.ok) return { ok: true, socket: opened.value, server: endpoint };
  const values = { endpoint: formatEndpoint(endpoint), reason: opened.code };
  return problem('failed', 'unreachable', t('probe.error.unreachable', values));
}

function problem(
  status: 'failed' | 'skipped',
  code: ProbeErrorCode,
  message: string,
): ServerSocket {
  return { ok: false, status, error: { code, message } };
}
