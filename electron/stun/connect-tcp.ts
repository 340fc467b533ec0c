import net from 'node:net';
import type { Endpoint } from '../../shared/endpoint.ts';
import { canonicalAddress } from './address-text.ts';
import { errorCodeOf } from './socket-errors.ts';
import type { TransportFailure } from './transport-failure.ts';

/** The operating systems repeat the first segment after 1 and 3 s: two losses are survived. */
export const connectWithinMs = 4000;

export interface ConnectOptions {
  to: Endpoint;
  /** Local address; default the one that the system chooses. */
  address?: string;
  signal?: AbortSignal;
}

export type TcpConnection =
  | { ok: true; socket: net.Socket; localEndpoint: Endpoint }
  | { ok: false; failure: TransportFailure };

/** Opens a TCP connection; never rejects. An error listener stays on the socket for its whole life. */
export function connectTcp({ to, address, signal }: ConnectOptions): Promise<TcpConnection> {
  if (signal?.aborted === true) return Promise.resolve(failed({ status: 'cancelled', sent: 0 }));
  return new Promise((resolve) => {
    const socket = net.connect({
      host: to.address,
      port: to.port,
      family: to.family === 'IPv4' ? 4 : 6,
      ...(address !== undefined && { localAddress: address }),
    });
    const end = (connection: TcpConnection) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (!connection.ok) socket.destroy();
      resolve(connection);
    };
    const cancel = () => {
      end(failed({ status: 'cancelled', sent: 0 }));
    };
    const timer = setTimeout(() => {
      end(failed({ status: 'silent', stage: 'connect', waitedMs: connectWithinMs }));
    }, connectWithinMs);
    signal?.addEventListener('abort', cancel);
    socket.on('error', (error) => {
      end(failed(failureOf(errorCodeOf(error))));
    });
    socket.once('connect', () => {
      const local = canonicalAddress(socket.localAddress ?? '');
      const localEndpoint = { address: local, port: socket.localPort ?? 0, family: to.family };
      end({ ok: true, socket, localEndpoint });
    });
  });
}

function failed(failure: TransportFailure): TcpConnection {
  return { ok: false, failure };
}

function failureOf(code: string): TransportFailure {
  if (code === 'ECONNREFUSED') return { status: 'refused', sent: 0 };
  if (code === 'ETIMEDOUT') {
    return { status: 'silent', stage: 'connect', waitedMs: connectWithinMs };
  }
  return { status: 'unreachable', sent: 0, code };
}
