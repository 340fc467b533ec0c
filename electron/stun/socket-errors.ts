import { formatEndpoint } from '../../shared/endpoint.ts';
import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';

/** Node's code of a system error (`ECONNREFUSED`), `UNKNOWN` for others. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return 'UNKNOWN';
}

/** What a person can do about a socket that does not open. */
const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another program uses this port: choose another port.',
  EADDRNOTAVAIL: 'This computer does not have the address now: choose another network interface.',
  EAFNOSUPPORT: 'The address family is switched off on this computer: test the other one.',
  EACCES:
    'The operating system forbids it: choose a port above 1023, or ask who manages this computer.',
  ENETUNREACH: 'This computer has no route there: connect to a network and try again.',
  EHOSTUNREACH: 'This computer has no route there: connect to a network and try again.',
};
const otherRemedy =
  'Check that security software lets this program use the network, then try again.';

/** Sentences for people about a socket that did not open. */
export function bindFailureMessage(
  code: string,
  options: { family: AddressFamily; address?: string; port?: number; connectTo?: Endpoint },
): string {
  const { family, address, port = 0, connectTo } = options;
  const at = address === undefined ? '' : ` at ${formatEndpoint({ address, port })}`;
  const to = connectTo === undefined ? '' : ` to ${formatEndpoint(connectTo)}`;
  return `An ${family} UDP socket${at}${to} could not be opened (${code}). ${remedies[code] ?? otherRemedy}`;
}
