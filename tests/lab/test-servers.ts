import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Endpoint } from '../../shared/endpoint.ts';
import { decodeMessage, encodeMessage } from '../../electron/stun/index.ts';
import { testServer } from './addresses.ts';
import { type Manner, manners, testServerPort } from './manners.ts';
import { answerTo, type Answer, type Place } from './test-server-answer.ts';

/** Runs in the internet of a lab until it is ended: one server for each manner, on four sockets of its own. */

const places: Place[] = [
  { address: 0, port: 0 },
  { address: 0, port: 1 },
  { address: 1, port: 0 },
  { address: 1, port: 1 },
];

for (const manner of manners) await startServer(manner);
console.log('ready');

async function startServer(manner: Manner): Promise<void> {
  const firstPort = testServerPort(manner);
  const endpointOf = ({ address, port }: Place): Endpoint => ({
    address: address === 0 ? testServer.address : testServer.otherAddress,
    port: firstPort + port,
    family: 'IPv4',
  });
  const sockets = new Map<string, Socket>();
  sockets.set('third', await bind(testServer.thirdAddress, firstPort));
  for (const place of places) {
    const { address, port } = endpointOf(place);
    const socket = await bind(address, port);
    sockets.set(keyOf(place), socket);
    socket.on('message', (bytes, { address, port }) => {
      const request = decodeMessage(bytes);
      if (!request.ok) return;
      const client: Endpoint = { address, port, family: 'IPv4' };
      const answer = answerTo(request.message, client, place, manner, endpointOf);
      if (answer) send(answer, address, sockets);
    });
  }
}

function keyOf(place: Answer['from']): string {
  return place === 'third' ? place : `${place.address}/${place.port}`;
}

function send(answer: Answer, toAddress: string, sockets: ReadonlyMap<string, Socket>): void {
  const bytes = encodeMessage(answer.message);
  setTimeout(() => {
    sockets.get(keyOf(answer.from))?.send(bytes, answer.toPort, toAddress);
  }, answer.delayMs);
}

async function bind(address: string, port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind({ address, port });
  await once(socket, 'listening');
  // From now on: a client that is gone is no reason to end.
  socket.on('error', (error) => {
    console.error(error.message);
  });
  return socket;
}
