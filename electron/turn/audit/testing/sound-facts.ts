import type { Endpoint } from '../../../../shared/endpoint.ts';
import type { TlsResult } from '../../../../shared/report.ts';
import type {
  AllocationFacts,
  AuditFacts,
  Challenge,
  ListenerFacts,
  PeerFacts,
  Service,
  SessionFacts,
} from '../facts.ts';

export const nowMs = Date.UTC(2026, 10, 25);
const dayMs = 24 * 3600 * 1000;
export const serverAddress = '198.51.100.7';

export function service(
  transport: Service['transport'],
  port: number,
  address = serverAddress,
): Service {
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  return { transport, endpoint: { address, port, family }, isOwn: port === 3478 };
}

export function tlsResult(days: number, problem: TlsResult['problem'] = 'none'): TlsResult {
  return {
    protocol: 'TLSv1.3',
    subject: 'CN=turn.sound.example',
    issuer: 'CN=An authority',
    validTo: new Date(nowMs + days * dayMs).toISOString(),
    problem,
  };
}

let nonces = 0;

export function challenge(overrides: Partial<Challenge> = {}): Challenge {
  nonces += 1;
  return {
    realm: 'sound.test',
    nonce: `nonce ${nonces}`,
    offersAlgorithms: true,
    promisesAlgorithms: true,
    ...overrides,
  };
}

export function listener(where: Service, overrides: Partial<ListenerFacts> = {}): ListenerFacts {
  return {
    service: where,
    status: 'answered',
    rttMs: 20,
    tls: where.transport === 'tls' ? tlsResult(80) : null,
    tlsReason: null,
    challenge: challenge(),
    isOpen: false,
    software: null,
    ...overrides,
  };
}

export function granted(relayed: Endpoint, lifetimeSec: number | null = 600): AllocationFacts {
  return { reply: 'accepted', relayed, lifetimeSec };
}

export function refused(code: number): AllocationFacts {
  return { reply: { refusedWith: code }, relayed: null, lifetimeSec: null };
}

export function relayedAt(port: number, address = serverAddress): Endpoint {
  return { address, port, family: address.includes(':') ? 'IPv6' : 'IPv4' };
}

const forbidden = { refusedWith: 403 };

/** Of each kind one, refused as it should be; the server's own address is granted as it should be. */
export const soundPeers: PeerFacts[] = [
  { kind: 'loopback', family: 'IPv4', address: '127.0.0.1', reply: forbidden },
  { kind: 'mapped', family: 'IPv6', address: '::ffff:127.0.0.1', reply: forbidden },
  { kind: 'unspecified', family: 'IPv4', address: '0.0.0.0', reply: forbidden },
  { kind: 'link-local', family: 'IPv4', address: '169.254.169.254', reply: forbidden },
  { kind: 'private', family: 'IPv4', address: '10.0.0.1', reply: forbidden },
  { kind: 'multicast', family: 'IPv4', address: '224.0.0.1', reply: forbidden },
  { kind: 'own-address', family: 'IPv4', address: serverAddress, reply: 'accepted' },
];

export function soundSession(): SessionFacts {
  return {
    service: service('udp', 3478),
    plain: [granted(relayedAt(50_001)), granted(relayedAt(61_234))],
    long: granted(relayedAt(55_555), 3600),
    ipv6: granted(relayedAt(52_000, '2001:db8::7')),
    sameNonce: 'accepted',
    madeUpNonce: { refusedWith: 438 },
    peers: [...soundPeers],
  };
}

/** A server with nothing to mend. */
export function soundFacts(): AuditFacts {
  return {
    host: 'turn.sound.example',
    ipv6: 'asked',
    listeners: [
      listener(service('udp', 3478)),
      listener(service('tcp', 3478)),
      listener(service('tls', 5349)),
      listener(service('tls', 443)),
      listener(service('udp', 3478, '2001:db8::7')),
    ],
    tls: { TLSv1: 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'accepted', 'TLSv1.3': 'accepted' },
    session: soundSession(),
    natDiscovery: {
      rttMs: 20,
      otherAddress: { address: '198.51.100.8', port: 3479, family: 'IPv4' },
      answer: 'fit',
    },
    otherServers: [{ server: 'far.example:3478', rttMs: 90 }],
    credentials: 'given',
    mayAskPeers: true,
    software: null,
    stopped: false,
    nowMs,
    requests: 40,
  };
}
