import type { Endpoint } from '../../../shared/endpoint.ts';
import { StunSocket } from '../../stun/index.ts';
import { TurnClient } from '../client.ts';

/** A client on a fresh socket that is connected to the server. */
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
