import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { decodeMessage, StreamFramer, type DecodedMessage } from '../../stun/index.ts';
import type { TestCertificate } from '../../stun/testing/test-certificates.ts';
import { encodeAnswer, type ScriptedAnswer, type ScriptedServer } from './scripted-server.ts';

/** Silence, an end of the connection, bytes that the test gives, or an answer. */
export type ScriptedStreamAnswer = ScriptedAnswer | 'end' | 'reset' | Buffer;

/** A `ScriptedServer` over TCP on 127.0.0.1, or over TLS with a certificate; `nth` counts all connections' requests. */
export async function openScriptedStreamServer(
  answer: (request: DecodedMessage, nth: number) => ScriptedStreamAnswer,
  certificate?: TestCertificate,
): Promise<ScriptedServer> {
  const requests: DecodedMessage[] = [];
  /** TCP sockets below, by the client's port. */
  const connections = new Map<number | undefined, net.Socket>();
  const serve = (socket: net.Socket) => {
    const framer = new StreamFramer();
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const bytes of framer.push(chunk)) {
        const decoded = decodeMessage(bytes);
        if (!decoded.ok) continue;
        const nth = requests.push(decoded.message) - 1;
        const given = answer(decoded.message, nth);
        if (given === 'reset') connections.get(socket.remotePort)?.resetAndDestroy();
        else give(socket, decoded.message, given);
      }
    });
  };
  const server = certificate ? tls.createServer(certificate, serve) : net.createServer(serve);
  server.on('tlsClientError', () => undefined);
  server.on('connection', (connection: net.Socket) => {
    const { remotePort } = connection;
    connections.set(remotePort, connection);
    connection.on('error', () => undefined);
    connection.on('close', () => connections.delete(remotePort));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  return {
    endpoint: { address: '127.0.0.1', port, family: 'IPv4' },
    requests,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const connection of connections.values()) connection.destroy();
      await closed;
    },
  };
}

function give(
  socket: net.Socket,
  request: DecodedMessage,
  answer: Exclude<ScriptedStreamAnswer, 'reset'>,
): void {
  if (answer === null) return;
  if (answer === 'end') socket.end();
  else socket.write(Buffer.isBuffer(answer) ? answer : encodeAnswer(request, answer));
}
