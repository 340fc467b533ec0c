import type { Nat, TlsProblem, VerdictLevel } from './report.ts';
import type { ServerState } from './servers.ts';

export type ChangeDirection = 'better' | 'worse' | 'neutral';

/** How a server did, with what stands behind `limited`: `refused` says that it turned a request down. */
export type ServerStanding = Exclude<ServerState, 'unknown'> | 'refused';

/** Why a certificate is not to be trusted (`none`: it is), and until when it is valid, ISO 8601. */
export interface CertificateStanding {
  problem: TlsProblem;
  validTo: string;
}

/** What the two checks themselves are: the verdict, and where and by what they were made. */
type CheckChange =
  | { kind: 'verdict'; before: VerdictLevel; after: VerdictLevel }
  | { kind: 'relay-baseline'; before: 'passed' | 'failed'; after: 'passed' | 'failed' }
  | { kind: 'computer' | 'profile' | 'application'; before: string; after: string };

/** What differs in the network and in how this computer is connected to it. */
type NetworkChange =
  | { kind: 'udp'; before: 'works' | 'blocked'; after: 'works' | 'blocked' }
  | { kind: 'nat'; before: Nat['rfc3489']; after: Nat['rfc3489'] }
  | { kind: 'mapping'; before: Nat['mapping']; after: Nat['mapping'] }
  | { kind: 'filtering'; before: Nat['filtering']; after: Nat['filtering'] }
  | { kind: 'public-address'; before: string; after: string }
  /** Names of the adapters: of `vpn` all that look like one, of `adapter` only those that came or went. */
  | { kind: 'vpn' | 'adapter'; before: string[]; after: string[] }
  /** Subnets, as `192.168.1.0/24`. */
  | { kind: 'local-network'; before: string[]; after: string[] }
  /** Whether this computer has an IPv6 address that reaches the internet. */
  | { kind: 'ipv6'; before: boolean; after: boolean };

/** What differs at the servers. */
type ServerChange =
  | { kind: 'server'; before: ServerStanding; after: ServerStanding }
  /** Milliseconds, and percent. */
  | { kind: 'rtt' | 'loss'; before: number; after: number }
  /** Whether any relay outside this computer could be used. */
  | { kind: 'relay'; before: boolean; after: boolean }
  /** Whether the check asked the server. */
  | { kind: 'server-added' | 'server-gone'; before: boolean; after: boolean }
  | { kind: 'certificate'; before: CertificateStanding; after: CertificateStanding };

/**
 * Something that differs between two checks. `subject` is the server URI or the probe's target, and empty where the
 * kind says it all. What `before` and `after` hold goes by `kind`.
 */
export type Change = { subject: string; direction: ChangeDirection } & (
  CheckChange | NetworkChange | ServerChange
);
