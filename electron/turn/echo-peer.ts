import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { UdpSocket } from './udp-socket.ts';

/** A peer on this computer's loopback that sends every datagram back to where it came from. */
export async function openEchoPeer(family: AddressFamily = 'IPv4'): Promise<UdpSocket> {
  const address = family === 'IPv4' ? '127.0.0.1' : '::1';
  const any: Endpoint = { address, port: 0, family };
  const peer: UdpSocket = await UdpSocket.bind(any, (bytes, from) => {
    peer.send(bytes, from);
  });
  return peer;
}
