import { openEchoPeer } from './echo-peer.ts';
import { type FindPeer, withoutAllocation } from './relay-peer.ts';

/** An echo on this computer's loopback address: for the embedded relay, which relays to nothing else. */
export const findLocalPeer: FindPeer = async (client) => {
  const socket = await openEchoPeer();
  const permitted = await client.createPermission(socket.endpoint);
  if (!permitted.ok) {
    await socket.close();
    return { ok: false, stop: { step: 'permission', failure: permitted.failure } };
  }
  return {
    ok: true,
    peer: {
      ...withoutAllocation,
      kind: 'socket',
      endpoint: socket.endpoint,
      close: () => socket.close(),
    },
  };
};
