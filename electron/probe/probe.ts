import type { AddressFamily } from '../../shared/endpoint.ts';
import type { PlannedProbe } from '../../shared/check.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type {
  ProbeError,
  ProbeKind,
  ProbeOf,
  ProbeResult,
  ProbeStatus,
} from '../../shared/report.ts';
import type { ServerUri } from '../../shared/uri.ts';
import type { LiveCall } from '../../shared/webrtc-results.ts';
import type { TaskOf, WitnessKind } from '../../shared/witness.ts';
import type { NatDiscoveries } from './nat-discoveries.ts';
import type { Witness } from './witness.ts';

export interface TurnCredentials {
  username: string;
  /** The password; with `rest` the secret that passwords are made from. */
  credential: string;
  /** Name and password are made for each client (TURN REST API). */
  rest?: { ttlSec?: number | undefined };
}

/** A server that Chromium is to ask. */
export interface TaskServer {
  url: string;
  credentials?: TurnCredentials;
}

/** What Chromium is to do: only when it begins are the passwords made that its page gets. */
export type PlannedTask = {
  [K in WitnessKind]: Omit<TaskOf<K>, 'servers'> & { servers: readonly TaskServer[] };
}[WitnessKind];

/** A probe of the plan with everything that it needs to run. */
export interface ProbeSpec extends PlannedProbe {
  /** The server to ask; `null` for probes of this computer alone. */
  server: ServerUri | null;
  credentials: TurnCredentials | null;
  /** The local address to send from; `null` leaves the choice to the system. */
  localAddress: string | null;
  /** Certificates (PEM) of authorities that are trusted besides the system's. */
  trustedCertificates?: readonly string[];
  /** Servers of a probe that asks several: `nat.*`. */
  servers?: readonly ServerUri[];
  /** The longest silence that `nat.lifetime` tries. */
  upperBoundSec?: number;
  /** `turn.relay` also measures how much the relay carries. */
  throughput?: boolean;
  /** The probe of the same plan, before this one, whose end this one waits for. */
  after?: string;
  /** What Chromium is asked to do in `webrtc.*`; missing where it cannot be asked. */
  task?: PlannedTask;
  /** What `turn.audit` needs besides the server. */
  audit?: AuditSpec;
}

/** All that a profile says of one host, and what the audit may do. */
export interface AuditSpec {
  /** Ways in that the profile names. */
  own: readonly { transport: ServerUri['transport']; port: number }[];
  /** The families that this computer can send by. */
  families: readonly AddressFamily[];
  /** Where to send from; the system chooses where a family is missing. */
  localAddresses: { IPv4?: string; IPv6?: string };
  /** The other servers of the profile, to compare the distance with. */
  others: readonly ServerUri[];
  /** The person agreed to questions about peers. */
  peers: boolean;
}

/** What a probe gets besides its spec. `signal` fires at the probe's deadline and when the check is cancelled. */
export interface ProbeContext {
  signal: AbortSignal;
  t: Translate;
  /** The NAT discoveries of this run, which several probes share. */
  discoveries: NatDiscoveries;
  /** What the probe gave that this one waited for. */
  earlier: ProbeResult | null;
  /** Tells how far a long probe is. `done` goes from 0 to 1. */
  onProgress: (done: number, text: string) => void;
  /** `null`: this engine runs without Chromium. */
  witness: Witness | null;
  /** Tells what a `webrtc.*` probe sees at the moment. */
  onLive: (live: LiveCall) => void;
}

/** What a probe found. A blocked network is an ordinary outcome, never an exception. */
export interface ProbeOutcome<K extends ProbeKind> {
  status: ProbeStatus;
  result: ProbeOf<K>['result'];
  error: ProbeError | null;
}

export type RunProbe<K extends ProbeKind> = (
  spec: ProbeSpec,
  context: ProbeContext,
) => Promise<ProbeOutcome<K>>;
