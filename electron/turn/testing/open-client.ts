import type { Endpoint } from '../../../shared/endpoint.ts';
import { openTransport, StunSocket } from '../../stun/index.ts';
import { TurnClient, type TurnClientOptions } from '../client.ts';

/** A client on a fresh socket that is connected to the server; it follows no redirections. */
export async function openClient(
  server: Endpoint,
  account: { username: string; credential: string },
  signal?: AbortSignal,
): Promise<TurnClient> {
  const socket = await StunSocket.bind({ family: server.family, connectTo: server });
  if (!socket.ok) throw new Error(socket.message);
  const { username, credential } = account;
  return new TurnClient({
    socket: socket.value,
    server,
    username,
    credential,
    ...(signal && { signal }),
  });
}

export interface ConnectingClientOptions extends Pick<TurnClientOptions, 'relayedFamily'> {
  transport: 'udp' | 'tcp' | 'tls';
  server: Endpoint;
  account: { username: string; credential: string };
  /** What the certificate has to be good for; default the server's address. */
  host?: string;
  trustedCertificates?: readonly string[];
  signal?: AbortSignal;
}

/** A client that connects when it allocates, and follows redirections. */
export function connectingClient(options: ConnectingClientOptions): TurnClient {
  const { transport, server, account, signal, relayedFamily, trustedCertificates = [] } = options;
  const { username, credential } = account;
  const { host = server.address } = options;
  return new TurnClient({
    server,
    username,
    credential,
    ...(signal && { signal }),
    ...(relayedFamily && { relayedFamily }),
    connect: (to, domain) =>
      openTransport({
        transport,
        to,
        host: domain ?? host,
        trustedCertificates,
        ...(signal && { signal }),
      }),
  });
}
