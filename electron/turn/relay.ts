import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../../shared/endpoint.ts';
import { success, type Outcome } from '../../shared/outcome.ts';
import { hostFamily } from '../../shared/uri.ts';
import { isLoopbackAddress } from './loopback.ts';
import { loopbackAddress, loopbackFamilies } from './loopback-families.ts';
import { badPort, credentialProblem, listenFailure, notLoopback } from './relay-failure.ts';
import { SocketRelay } from './socket-relay.ts';

export interface RelayOptions {
  /** A loopback address; default 127.0.0.1, and ::1 at the same port where this computer has it. */
  host?: string;
  /** 0, the default, takes a free port. */
  port?: number;
  /** Random where it is missing. */
  username?: string;
  /** Random where it is missing. */
  credential?: string;
  realm?: string;
  /** Accepts TURN REST credentials made with this secret as well. */
  restSecret?: string;
}

/** What went through the relay since it started: bytes of data to peers, of whole messages to clients. */
export interface RelayCounters {
  allocations: number;
  activeAllocations: number;
  packetsToPeers: number;
  bytesToPeers: number;
  /** Answers to requests included. */
  packetsToClients: number;
  bytesToClients: number;
  /** Datagrams that were no message, or had no allocation, permission or channel. */
  discarded: number;
  /** What should have been passed on and was not: the operating system, or a client by TCP, did not take it. */
  dropped: number;
}

export interface RunningRelay {
  endpoint: Endpoint;
  username: string;
  credential: string;
  realm: string;
  /** A snapshot. */
  readonly counters: RelayCounters;
  /** Ends all allocations and sockets. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts the embedded relay: TURN over UDP and TCP (RFC 8656) on a loopback address, for loopback peers only. Fails with
 * `host-not-loopback`, `port-not-valid`, `bad-credentials`, `port-in-use`, `port-not-allowed` or `cannot-listen`.
 */
export async function startRelay(options: RelayOptions = {}): Promise<Outcome<RunningRelay>> {
  const { host = '127.0.0.1', port = 0, realm = 'callpath.local', restSecret } = options;
  const family = hostFamily(host);
  if (family === null || !isLoopbackAddress(host)) return notLoopback(host);
  // dgram would take the port modulo 65536.
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return badPort(port);
  const username = options.username ?? randomBytes(9).toString('base64url');
  const credential = options.credential ?? randomBytes(24).toString('base64url');
  const problem = credentialProblem(username, credential, realm);
  if (problem) return problem;

  const families = await loopbackFamilies();
  const alsoIPv6 = options.host === undefined && families.includes('IPv6');
  try {
    const relay = await SocketRelay.start({
      wanted: { address: host, port, family },
      second: alsoIPv6 ? { address: loopbackAddress.IPv6, family: 'IPv6' } : null,
      families,
      ...{ username, credential, realm, restSecret },
    });
    return success(relay);
  } catch (error) {
    return listenFailure(error, { address: host, port });
  }
}
