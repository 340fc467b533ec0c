import type { Endpoint } from '../endpoint.ts';
import type {
  ProbeErrorCode,
  ProbeOf,
  TlsResult,
  Transport,
  TurnAllocateResult,
  TurnAuditResult,
  TurnRelayResult,
  TurnStep,
} from '../report.ts';

/**
 * TURN probes in the shape that a run gives them, for tests. Steps, codes and members are those of real servers; addresses, times and
 * texts are made up, since on loopback none of them is interesting. That real servers lead to the same findings is what
 * `tests/interop/turn-findings*.test.ts` provokes.
 */

const endpoint = (address: string, port: number): Endpoint => ({ address, port, family: 'IPv4' });
const passed = (name: string, durationMs: number): TurnStep => ({
  name,
  status: 'passed',
  durationMs,
  stunErrorCode: null,
});

export const certificate: TlsResult = {
  protocol: 'TLSv1.3',
  subject: 'turn.example.org',
  issuer: 'Example CA 1',
  validFrom: '2026-08-01T00:00:00.000Z',
  validTo: '2026-12-30T00:00:00.000Z',
  names: ['turn.example.org'],
  cipher: 'TLS_AES_256_GCM_SHA384',
  alpn: 'stun.turn',
  problem: 'none',
};

export const granted: TurnAllocateResult = {
  steps: [
    passed('resolve', 3.1),
    { ...passed('challenge', 24.4), stunErrorCode: 401 },
    passed('allocate', 25.2),
    passed('refresh', 24.1),
    passed('release', 24.3),
  ],
  relayedAddress: endpoint('198.51.100.7', 50_001),
  mappedAddress: endpoint('203.0.113.1', 40_213),
  lifetimeSec: 600,
  software: 'Example-1.0',
  tls: null,
  serverAddress: endpoint('198.51.100.7', 3478),
  localAddress: endpoint('192.168.77.2', 40_213),
  realm: 'example.org',
  passwordAlgorithm: 'MD5',
  credentialExpiresAt: null,
};

const uris: Record<'udp' | 'tcp' | 'tls', (host: string) => string> = {
  udp: (host) => `turn:${host}`,
  tcp: (host) => `turn:${host}?transport=tcp`,
  tls: (host) => `turns:${host}`,
};

type Overrides<K extends 'turn.allocate' | 'turn.relay'> = Partial<Omit<ProbeOf<K>, 'result'>>;

function members(kind: string, host: string, transport: 'udp' | 'tcp' | 'tls') {
  return {
    id: `${kind}/${transport}4/${host}:${transport === 'tls' ? 5349 : 3478}`,
    target: uris[transport](host),
    transport: transport as Transport,
    family: 'IPv4' as const,
    startedAtMs: 2,
    durationMs: 101.4,
  };
}

/** A server that gives a relayed address. */
export function turnAllocation(
  host: string,
  transport: 'udp' | 'tcp' | 'tls' = 'udp',
  result: Partial<TurnAllocateResult> = {},
  overrides: Overrides<'turn.allocate'> = {},
): ProbeOf<'turn.allocate'> {
  return {
    ...members('turn.allocate', host, transport),
    kind: 'turn.allocate',
    status: 'passed',
    error: null,
    ...overrides,
    result: { ...granted, tls: transport === 'tls' ? certificate : null, ...result },
  };
}

export interface FailedTurn {
  host?: string;
  transport?: 'udp' | 'tcp' | 'tls';
  /** The step that failed. */
  step?: string;
  code?: ProbeErrorCode;
  stunErrorCode?: number;
  result?: Partial<TurnAllocateResult>;
}

/** A server that gives none: the steps up to the one that failed. */
export function failedTurn({
  host = 'turn.example.org',
  transport = 'udp',
  step = 'allocate',
  code = 'rejected',
  stunErrorCode,
  result = {},
}: FailedTurn = {}): ProbeOf<'turn.allocate'> {
  const failed: TurnStep = {
    name: step,
    status: 'failed',
    durationMs: 26.1,
    stunErrorCode: stunErrorCode ?? null,
    reason: `made up ${stunErrorCode ?? code}`,
  };
  const message = `made up ${stunErrorCode ?? code}.`;
  return turnAllocation(
    host,
    transport,
    {
      steps: [passed('resolve', 3.1), failed],
      relayedAddress: null,
      mappedAddress: null,
      lifetimeSec: null,
      software: null,
      tls: null,
      realm: code === 'rejected' ? 'example.org' : null,
      ...result,
    },
    { status: 'failed', error: { code, message } },
  );
}

/** The numbers of a stream through a relay. */
export function turnRelay(
  host: string,
  result: Partial<TurnRelayResult> = {},
  overrides: Overrides<'turn.relay'> = {},
): ProbeOf<'turn.relay'> {
  const rttMs = { min: 23.4, median: 24.8, p95: 29.9, max: 41.2, jitter: 1.1 };
  return {
    ...members('turn.relay', host, 'udp'),
    kind: 'turn.relay',
    status: 'passed',
    error: null,
    ...overrides,
    result: {
      sent: 100,
      received: 100,
      duplicated: 0,
      reordered: 0,
      lossPercent: 0,
      rttMs,
      throughputMbps: null,
      mos: 4.4,
      jitterMs: 1.2,
      streams: {
        indications: {
          sent: 50,
          received: 50,
          duplicated: 0,
          reordered: 0,
          lossPercent: 0,
          rttMs,
          jitterMs: 1.3,
        },
        channelData: {
          sent: 50,
          received: 50,
          duplicated: 0,
          reordered: 0,
          lossPercent: 0,
          rttMs,
          jitterMs: 1.1,
        },
      },
      samples: Array.from({ length: 100 }, (_, i) => ({
        sentAtMs: 120 + i * 20,
        rttMs: 24 + ((i * 7) % 11) / 2,
      })),
      allocate: granted,
      ...result,
    },
  };
}

export function turnAudit(
  items: TurnAuditResult['items'],
  overrides: Partial<ProbeOf<'turn.audit'>> = {},
): ProbeOf<'turn.audit'> {
  return {
    ...members('turn.audit', 'turn.example.org', 'udp'),
    kind: 'turn.audit',
    status: 'passed',
    error: null,
    result: {
      items,
      listeners: [
        {
          transport: 'udp',
          family: 'IPv4',
          port: 3478,
          status: 'answered',
          rttMs: 24.1,
          tls: null,
        },
        { transport: 'tls', family: 'IPv4', port: 443, status: 'silent', rttMs: null, tls: null },
      ],
      software: 'Example-1.0',
      realm: 'example.org',
      lifetimeSec: 600,
      relayedAddresses: [endpoint('198.51.100.7', 50_001)],
      requests: 14,
    },
    ...overrides,
  };
}
