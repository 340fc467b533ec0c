import type { Endpoint } from '../../shared/endpoint.ts';
import type { TlsResult } from '../../shared/report.ts';
import { connectTcp } from './connect-tcp.ts';
import { StunSocket } from './stun-socket.ts';
import { StunStream } from './stun-stream.ts';
import type { StunTransport } from './stun-transport.ts';
import { shakeHands } from './tls-handshake.ts';
import type { TransportFailure } from './transport-failure.ts';

export interface TransportOptions {
  transport: 'udp' | 'tcp' | 'tls';
  to: Endpoint;
  /** The server's name or address as it was given: what its certificate has to be good for. */
  host: string;
  /** Local address; default the one that the system chooses. */
  localAddress?: string;
  /** Protocols to offer over TLS (RFC 7443 section 4). */
  alpn?: readonly string[];
  /** Certificates (PEM) of authorities that are trusted besides the system's. */
  trustedCertificates?: readonly string[];
  signal?: AbortSignal;
}

/** A stage on the way to an open transport. */
export interface TransportStep {
  name: 'connect' | 'tls';
  durationMs: number;
  failure: TransportFailure | null;
}

/** `steps` in the order in which they were taken; none over UDP. `tls` also where the certificate is the failure. */
export type OpenedTransport = { steps: TransportStep[]; tls: TlsResult | null } & (
  { ok: true; transport: StunTransport } | { ok: false; failure: TransportFailure }
);

/** ALPN protocol of TURN and of NAT discovery over TLS (RFC 7443). */
export const turnAlpn = ['stun.turn'] as const;
export const natDiscoveryAlpn = ['stun.nat-discovery'] as const;

/** Opens what carries STUN messages to one server. Never rejects for what the network or the server does. */
export async function openTransport(options: TransportOptions): Promise<OpenedTransport> {
  return options.transport === 'udp' ? openUdp(options) : openStream(options, options.transport);
}

async function openUdp({ to, localAddress, signal }: TransportOptions): Promise<OpenedTransport> {
  const none = { steps: [], tls: null };
  if (signal?.aborted === true) {
    return { ...none, ok: false, failure: { status: 'cancelled', sent: 0 } };
  }
  const opened = await StunSocket.bind({
    family: to.family,
    connectTo: to,
    ...(localAddress !== undefined && { address: localAddress }),
  });
  if (opened.ok) return { ...none, ok: true, transport: opened.value };
  return { ...none, ok: false, failure: { status: 'unreachable', sent: 0, code: opened.code } };
}

async function openStream(
  options: TransportOptions,
  transport: 'tcp' | 'tls',
): Promise<OpenedTransport> {
  const { to, host, localAddress, alpn = turnAlpn, trustedCertificates, signal } = options;
  const steps: TransportStep[] = [];
  const connecting = startStep(steps, 'connect');
  const connected = await connectTcp({
    to,
    ...(localAddress !== undefined && { address: localAddress }),
    ...(signal && { signal }),
  });
  connecting(connected.ok ? null : connected.failure);
  if (!connected.ok) return { steps, tls: null, ok: false, failure: connected.failure };
  const { socket, localEndpoint } = connected;
  const ends = { transport, localEndpoint, peer: to };
  if (transport === 'tcp')
    return { steps, tls: null, ok: true, transport: new StunStream(socket, ends) };
  const handshaking = startStep(steps, 'tls');
  const secured = await shakeHands(socket, {
    host,
    alpn,
    ...(trustedCertificates && { trustedCertificates }),
    ...(signal && { signal }),
  });
  handshaking(secured.ok ? null : secured.failure);
  if (!secured.ok) return { steps, tls: secured.tls, ok: false, failure: secured.failure };
  return { steps, tls: secured.tls, ok: true, transport: new StunStream(secured.socket, ends) };
}

function startStep(
  steps: TransportStep[],
  name: TransportStep['name'],
): (failure: TransportFailure | null) => void {
  const startedMs = performance.now();
  return (failure) => {
    steps.push({ name, durationMs: performance.now() - startedMs, failure });
  };
}
