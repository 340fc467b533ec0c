import type { AddressFamily, Endpoint } from '../../../shared/endpoint.ts';
import { isLoopbackAddress } from '../loopback.ts';
import { type AuditClient, replyOf } from './audit-client.ts';
import type { PeerFacts, PeerKind } from './facts.ts';

/** A permission is for an address: the port is not looked at (RFC 8656 section 9.1). This one is "discard". */
const anyPort = 9;

type Peer = Pick<PeerFacts, 'kind' | 'family' | 'address'>;

const peer = (kind: PeerKind, family: AddressFamily, address: string): Peer => ({
  kind,
  family,
  address,
});

/**
 * Addresses in the server's own reach, one for each way in that has been misused: 169.254.169.254 is where clouds keep
 * the keys of a computer, 0.0.0.0 and :: reach its loopback on Linux (CVE-2020-26262), and IPv4 inside IPv6 passes rules that
 * are written for IPv4 (CVE-2026-27624).
 */
const peers: readonly Peer[] = [
  peer('loopback', 'IPv4', '127.0.0.1'),
  peer('unspecified', 'IPv4', '0.0.0.0'),
  peer('link-local', 'IPv4', '169.254.169.254'),
  peer('private', 'IPv4', '10.0.0.1'),
  peer('private', 'IPv4', '172.16.0.1'),
  peer('private', 'IPv4', '192.168.0.1'),
  peer('multicast', 'IPv4', '224.0.0.1'),
  peer('loopback', 'IPv6', '::1'),
  peer('mapped', 'IPv6', '::ffff:127.0.0.1'),
  peer('unspecified', 'IPv6', '::'),
  peer('link-local', 'IPv6', 'fe80::1'),
  peer('private', 'IPv6', 'fd00::1'),
  peer('multicast', 'IPv6', 'ff02::1'),
];

/** The peers that an allocation of that family is asked for. A server on loopback has no address of its own to ask for. */
export function peersOf(family: AddressFamily, server: Endpoint): Peer[] {
  const hasOwn = server.family === family && !isLoopbackAddress(server.address);
  const own = hasOwn ? [peer('own-address', family, server.address)] : [];
  return [...peers.filter((one) => one.family === family), ...own];
}

/**
 * Asks for a permission for each, on an allocation of their family. Nothing is ever sent to them: a server that gives the
 * permission would relay to them (RFC 8656 section 9.2), and forgets it with the allocation.
 */
export function askPeers(client: AuditClient, peersToAsk: readonly Peer[]): Promise<PeerFacts[]> {
  return Promise.all(
    peersToAsk.map(async (one) => {
      const value: Endpoint = { address: one.address, port: anyPort, family: one.family };
      const asked = await client.ask('CreatePermission', [{ name: 'XOR-PEER-ADDRESS', value }]);
      return { ...one, reply: replyOf(asked) };
    }),
  );
}
