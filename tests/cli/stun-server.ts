import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decodeMessage, encodeMessage } from '../../electron/stun/index.ts';

export interface TestServer {
  port: number;
  uri: string;
  close: () => void;
}

/**
 * How the server answers a Binding request. `silent` takes it and says nothing; `hostile` and `hostile-error` tell a version
 * and a reason that are not meant for reading.
 */
export type Manner =
  | 'correct'
  | 'silent'
  | 'garbage'
  | 'wrong-id'
  | 'unknown-attribute'
  | 'error'
  | 'hostile'
  | 'hostile-error';

/** Markup, control characters that a terminal obeys, characters that turn the direction, and more than fits. */
export const hostileText = `<img src=x onerror="document.title='seized'"><script>document.title='seized'</script>\u001b[31m\u0007\u0000\r\n\u202e{{count}} $t(verdict.level.good) ${'very long '.repeat(60)}`;

/** A STUN server on loopback that behaves, or does not, as a test wants. */
export async function startStunServer(manner: Manner = 'correct'): Promise<TestServer> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, { address, port }) => {
    const answer = answerTo(bytes, { address, port, family: 'IPv4' }, manner);
    if (answer) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  return {
    port,
    uri: `stun:127.0.0.1:${port}`,
    close: () => {
      socket.close();
    },
  };
}

/** A loopback port on which nothing listens. */
export async function deadPort(): Promise<number> {
  const server = await startStunServer();
  server.close();
  return server.port;
}

function answerTo(
  bytes: Buffer,
  client: { address: string; port: number; family: 'IPv4' },
  manner: Manner,
): Buffer | null {
  const decoded = decodeMessage(bytes);
  if (!decoded.ok || manner === 'silent') return null;
  if (manner === 'garbage') return Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n');
  const { method, transactionId } = decoded.message;
  if (manner === 'error' || manner === 'hostile-error') {
    const reason = manner === 'error' ? 'Server Error' : hostileText;
    const error = { name: 'ERROR-CODE', value: { code: 500, reason } } as const;
    return encodeMessage({ class: 'error', method, transactionId, attributes: [error] });
  }
  const answer = encodeMessage({
    class: 'success',
    method,
    transactionId: manner === 'wrong-id' ? Buffer.alloc(12, 7) : transactionId,
    attributes: [
      { name: 'XOR-MAPPED-ADDRESS', value: client },
      ...(manner === 'unknown-attribute'
        ? [{ name: 'UNKNOWN', type: 0x7ffe, value: Buffer.from([1, 2, 3, 4]) } as const]
        : []),
      ...(manner === 'hostile' ? [{ name: 'SOFTWARE', value: hostileText } as const] : []),
    ],
  });
  return answer;
}
