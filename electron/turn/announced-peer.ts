import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { TurnClient } from './client.ts';
import { cancelled, noReturn, type TurnResult } from './client-failure.ts';
import { pause } from './pause.ts';
import { type FindPeer, withoutAllocation } from './relay-peer.ts';
import { UdpSocket } from './udp-socket.ts';

/** The greeting may be lost like any datagram: one is sent before each of these waits. */
const waitsMs = [200, 400, 600];
const greetingBytes = 16;
const anyAddress = { IPv4: '0.0.0.0', IPv6: '::' };

/**
 * A UDP socket of this computer that greets the relayed address: its packet opens the NAT on the way for the relay, and tells
 * the client the address that the relay sees. So no second allocation is needed, but UDP from here to the relayed address is.
 */
export function findAnnouncedPeer(localAddress: string | null): FindPeer {
  return async (client, { relayedAddress, mappedAddress }, signal) => {
    // A permission is for an address without its port: that of the client is also that of the socket.
    if (mappedAddress?.family !== relayedAddress.family) return null;
    const socket = await openEcho(relayedAddress, localAddress);
    if (!socket) return null;
    const permitted = await client.createPermission(mappedAddress);
    const announced = permitted.ok
      ? await client.step('send-data', () => greet(socket, client, relayedAddress, signal))
      : permitted;
    if (announced.ok) {
      const peer = { endpoint: announced.value, close: () => socket.close() } as const;
      return { ok: true, peer: { ...withoutAllocation, kind: 'socket', ...peer } };
    }
    await socket.close();
    const step = permitted.ok ? 'send-data' : 'permission';
    return { ok: false, stop: { step, failure: announced.failure } };
  };
}

/** Null where the system gives no socket with this address. */
async function openEcho(
  { family }: Endpoint,
  localAddress: string | null,
): Promise<UdpSocket | null> {
  const own: Endpoint = { address: localAddress ?? anyAddress[family], port: 0, family };
  const binding: Promise<UdpSocket> = UdpSocket.bind(own, (bytes, from) => {
    void binding.then((socket) => {
      socket.send(bytes, from);
    });
  });
  return binding.catch(() => null);
}

/** Sends to the relayed address until the client hears it. Resolves with the address that the relay saw. */
async function greet(
  socket: UdpSocket,
  client: TurnClient,
  relayedAddress: Endpoint,
  signal: AbortSignal,
): Promise<TurnResult<Endpoint>> {
  const greeting = randomBytes(greetingBytes);
  const heard = new AbortController();
  let seen: Endpoint | null = null;
  const unsubscribe = client.onData(({ peer, data }) => {
    if (!data.equals(greeting)) return;
    seen ??= peer;
    heard.abort();
  });
  let sent = 0;
  for (const waitMs of waitsMs) {
    if (signal.aborted || heard.signal.aborted) break;
    socket.send(greeting, relayedAddress);
    sent += 1;
    await pause(waitMs, AbortSignal.any([signal, heard.signal]));
  }
  unsubscribe();
  if (seen) return { ok: true, value: seen };
  return { ok: false, failure: signal.aborted ? cancelled(sent) : noReturn(sent) };
}
