import {
  attribute,
  openTransport,
  parseNonceCookie,
  type DecodedMessage,
  type OpenedTransport,
  type StunTransport,
  type TransactionOutcome,
  type TransportFailure,
} from '../../stun/index.ts';
import { AuditClient, errorCodeOf } from './audit-client.ts';
import type { Challenge, ListenerFacts, ListenerStatus, Service } from './facts.ts';
import type { RequestCount } from './request-count.ts';

/** How the server's ways in are opened. */
export interface WayOptions {
  /** What a certificate has to be good for. */
  host: string;
  /** Local addresses by family; the system chooses where one is missing. */
  localAddresses?: { IPv4?: string; IPv6?: string };
  /** Certificates (PEM) of authorities that are trusted besides the system's. */
  trustedCertificates?: readonly string[];
  count: RequestCount;
  signal: AbortSignal;
}

/** Who answers a STUN request with these does not relay: Bad Request, and what some STUN-only servers say. */
const notTurnCodes: ReadonlySet<number> = new Set([400, 404, 405, 501]);

/** Opens a way in: a connection counts as one request. Null: the limit is reached. */
export function openWay(service: Service, options: WayOptions): Promise<OpenedTransport | null> {
  const { host, localAddresses = {}, trustedCertificates, count, signal } = options;
  const { transport, endpoint } = service;
  const localAddress = localAddresses[endpoint.family];
  const connections = transport === 'udp' ? 0 : 1;
  return count.run(connections, async () => {
    const value = await openTransport({
      transport,
      to: endpoint,
      host,
      signal,
      ...(localAddress !== undefined && { localAddress }),
      ...(trustedCertificates && { trustedCertificates }),
    });
    return { sent: connections, value };
  });
}

/**
 * Asks one way in for an allocation without signing in: a TURN server answers with its challenge (RFC 8656 section 5). One that
 * allocates all the same is told so, and the allocation is released.
 */
export async function askListener(service: Service, options: WayOptions): Promise<ListenerFacts> {
  const unasked: ListenerFacts = {
    service,
    status: 'not-asked',
    rttMs: null,
    tls: null,
    tlsReason: null,
    challenge: null,
    isOpen: false,
    software: null,
  };
  const opened = await openWay(service, options);
  if (!opened) return unasked;
  const { tls } = opened;
  if (!opened.ok) {
    const { failure } = opened;
    const tlsReason = failure.status === 'untrusted' ? failure.reason : null;
    return { ...unasked, status: statusOfFailure(failure), tls, tlsReason };
  }
  return { ...unasked, tls, ...(await askOn(opened.transport, service, options)) };
}

async function askOn(
  transport: StunTransport,
  { endpoint: server }: Service,
  { count, signal }: WayOptions,
): Promise<Pick<ListenerFacts, 'status'> & Partial<ListenerFacts>> {
  const client = new AuditClient({ transport, server, credentials: null, count, signal });
  try {
    const outcome = await client.askForChallenge();
    if (outcome?.status !== 'answered') return { status: statusOfFailure(outcome) };
    const { message, rttMs } = outcome;
    const isTurn = !notTurnCodes.has(errorCodeOf(outcome) ?? 0);
    return {
      status: isTurn ? 'answered' : 'not-turn',
      rttMs,
      challenge: challengeOf(message),
      isOpen: message.class === 'success',
      software: attribute(message, 'SOFTWARE') ?? null,
    };
  } finally {
    await client.close();
  }
}

function challengeOf(message: DecodedMessage): Challenge | null {
  if (attribute(message, 'ERROR-CODE')?.code !== 401) return null;
  const nonce = attribute(message, 'NONCE') ?? null;
  return {
    realm: attribute(message, 'REALM') ?? null,
    nonce,
    offersAlgorithms: attribute(message, 'PASSWORD-ALGORITHMS') !== undefined,
    promisesAlgorithms: parseNonceCookie(nonce ?? '')?.passwordAlgorithms ?? false,
  };
}

type Failure = TransportFailure | Exclude<TransactionOutcome, { status: 'answered' }>;

/** A certificate with a problem ends the connection before anything is asked; TLS that is none is another service's. */
function statusOfFailure(failure: Failure | null): ListenerStatus {
  switch (failure?.status) {
    case 'timeout':
      return failure.ignored.some(({ reason }) => reason === 'not STUN') ? 'not-turn' : 'silent';
    case 'silent':
      return failure.stage === 'tls' ? 'not-turn' : 'silent';
    case 'refused':
    case 'unreachable':
      return failure.status;
    case 'closed':
    case 'malformed':
      return 'not-turn';
    case 'untrusted':
      return failure.problem === 'protocol' ? 'not-turn' : 'not-asked';
    default:
      return 'not-asked';
  }
}
