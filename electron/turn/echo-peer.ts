import type { Endpoint } from '../../shared/endpoint.ts';
import { UdpSocket } from './udp-socket.ts';

/** A peer on this computer that sends every datagram back to where it came from. */
export async function openEchoPeer(): Promise<UdpSocket> {
  const any: Endpoint = { address: '127.0.0.1', port: 0, family: 'IPv4' };
  const peer: UdpSocket = await UdpSocket.bind(any, (bytes, from) => {
    peer.send(bytes, from);
  });
  return peer;
}
