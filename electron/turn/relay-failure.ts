import { formatEndpoint, type Endpoint } from '../../shared/endpoint.ts';
import { failure, type Failure } from '../../shared/outcome.ts';

/** Limits of USERNAME and REALM in bytes (RFC 8489 sections 14.3, 14.9). */
const maxUsernameBytes = 508;
const maxRealmBytes = 128;

export function badPort(port: number): Failure {
  return failure(
    'port-not-valid',
    `${port} is not a UDP port. Use a number from 1 to 65535, or 0 for a free one.`,
  );
}

export function notLoopback(host: string): Failure {
  return failure(
    'host-not-loopback',
    `The relay only listens on this computer itself, and "${host}" is not a loopback address. Use 127.0.0.1 or ::1.`,
  );
}

/** Null for credentials that fit into their attributes. */
export function credentialProblem(
  username: string,
  credential: string,
  realm: string,
): Failure | null {
  const fits = (text: string, maxBytes: number) =>
    text !== '' && Buffer.byteLength(text) <= maxBytes;
  if (fits(username, maxUsernameBytes) && credential !== '' && fits(realm, maxRealmBytes)) {
    return null;
  }
  return failure(
    'bad-credentials',
    `The relay needs a user name of at most ${maxUsernameBytes} bytes, a credential that is not empty, and a realm of at most ${maxRealmBytes} bytes. Correct them, or leave them out for random ones.`,
  );
}

/** Says in words why the socket could not be bound; `error` is Node's. */
export function listenFailure(error: unknown, wanted: Pick<Endpoint, 'address' | 'port'>): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const place = formatEndpoint(wanted);
  if (code === 'EADDRINUSE') {
    return failure(
      'port-in-use',
      `Another program already uses port ${wanted.port} (UDP or TCP) at ${wanted.address}. Stop that program, or choose another port (0 takes a free one).`,
    );
  }
  if (code === 'EACCES') {
    return failure(
      'port-not-allowed',
      `The system does not let this user listen at ${place}. Choose a port above 1023, or 0 for a free one.`,
    );
  }
  return failure(
    'cannot-listen',
    `The relay cannot listen at ${place} (${code}). Check that the address exists on this computer and that security software allows it.`,
  );
}
