import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Endpoint } from '../../../shared/endpoint.ts';
import { keyOf } from './simulated-nat.ts';
import { type Manner, SimulatedServer } from './simulated-server.ts';

export interface LoopbackServer {
  endpoint: Endpoint;
  uri: string;
  close: () => void;
}

/** A server of the simulator on real sockets: all its endpoints, on two addresses of 127.0.0.0/8 (Linux has them all). */
export async function openLoopbackServer(manner: Manner = 'rfc5780'): Promise<LoopbackServer> {
  const [address, otherAddress] = ['127.0.0.1', '127.0.0.2'];
  const first = await bind(address, 0);
  const second = await bind(address, 0);
  const [port, otherPort] = [first.address().port, second.address().port];
  const endpoint: Endpoint = { address, port, family: 'IPv4' };
  const other: Endpoint = { address: otherAddress, port: otherPort, family: 'IPv4' };
  const server = new SimulatedServer(endpoint, other, manner);
  const sockets = new Map<string, Socket>([
    [keyOf(endpoint), first],
    [keyOf({ ...endpoint, port: otherPort }), second],
    [keyOf({ ...other, port }), await bind(otherAddress, port)],
    [keyOf(other), await bind(otherAddress, otherPort)],
  ]);
  for (const to of server.endpoints) {
    sockets.get(keyOf(to))?.on('message', (bytes, remote) => {
      const from: Endpoint = { address: remote.address, port: remote.port, family: 'IPv4' };
      for (const answer of server.receive({ from, to, bytes })) {
        sockets.get(keyOf(answer.from))?.send(answer.bytes, answer.to.port, answer.to.address);
      }
    });
  }
  return {
    endpoint,
    uri: `stun:${address}:${port}`,
    close: () => {
      for (const socket of sockets.values()) socket.close();
    },
  };
}

async function bind(address: string, port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(port, address);
  await once(socket, 'listening');
  return socket;
}
