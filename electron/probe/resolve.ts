import { lookup } from 'node:dns/promises';
import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { hostFamily, type ServerUri } from '../../shared/uri.ts';

export type Resolution =
  | { status: 'found'; endpoint: Endpoint }
  /** The name has no address of this family, but may have one of the other. */
  | { status: 'no-address' }
  /** The name does not exist, or no name server answered. */
  | { status: 'not-found'; systemCode: string }
  | { status: 'aborted' };

/** Finds the server's address of one family by the system's resolver, as a call would. Never rejects. */
export async function resolveServer(
  server: ServerUri,
  family: AddressFamily,
  signal: AbortSignal,
): Promise<Resolution> {
  if (hostFamily(server.host) === family) {
    return { status: 'found', endpoint: { address: server.host, port: server.port, family } };
  }
  const found = lookup(server.host, { family: family === 'IPv4' ? 4 : 6 }).then(
    ({ address }): Resolution => ({
      status: 'found',
      endpoint: { address, port: server.port, family },
    }),
    (error: NodeJS.ErrnoException): Resolution =>
      error.code === 'ENODATA'
        ? { status: 'no-address' }
        : { status: 'not-found', systemCode: error.code ?? 'unknown' },
  );
  // The system's resolver cannot be interrupted: it is left behind, and its answer is ignored.
  return Promise.race([found, aborted(signal)]);
}

function aborted(signal: AbortSignal): Promise<Resolution> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve({ status: 'aborted' });
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
