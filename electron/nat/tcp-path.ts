import net from 'node:net';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { NatTest } from '../../shared/nat-results.ts';

/**
 * Whether a TCP connection to an endpoint can be opened; it is closed at once. STUN servers listen to TCP at the same
 * port (RFC 8489 section 6.2.2), so where UDP is silent this tells a firewall from a server that is down.
 */
export function tryTcp(to: Endpoint, localAddress: string, signal: AbortSignal): Promise<NatTest> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: to.address, port: to.port, localAddress });
    const end = (status: NatTest['status']) => {
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      const isAnswered = status === 'answered';
      resolve({
        name: 'TCP',
        sentTo: to,
        answeredFrom: isAnswered ? to : null,
        mappedAddress: null,
        status,
        sent: 1,
        received: isAnswered ? 1 : 0,
      });
    };
    const giveUp = () => {
      end('silent');
    };
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    socket.once('connect', () => {
      end('answered');
    });
    // Kept for the socket's whole life: an error may follow its end.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end(error.code === 'ECONNREFUSED' ? 'rejected' : 'silent');
    });
  });
}

/** What the attempts say together; a refusal may be the server's or a firewall's, so it says nothing. */
export function tcpVerdict(tests: readonly NatTest[]): boolean | null {
  if (tests.some(({ status }) => status === 'answered')) return true;
  const isSilent = tests.length > 0 && tests.every(({ status }) => status === 'silent');
  return isSilent ? false : null;
}
