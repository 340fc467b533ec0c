import type { Endpoint } from '../endpoint.ts';
import type { NetworkInterface, ProbeErrorCode, ProbeOf, TurnRelayResult } from '../report.ts';

/** Probes as a run gives them, for tests: values were recorded against coturn on loopback and in a home network. */

const local: Endpoint = { address: '192.168.77.2', port: 40213, family: 'IPv4' };
const mapped: Endpoint = { address: '203.0.113.1', port: 40213, family: 'IPv4' };
const rttMs = { min: 23.1, median: 24.2, p95: 26.9, max: 26.9, jitter: 1.2 };

export function answeredBinding(
  server: string,
  overrides: Partial<ProbeOf<'stun.binding'>> = {},
): ProbeOf<'stun.binding'> {
  return {
    id: `stun.binding/udp4/${server}`,
    kind: 'stun.binding',
    target: `stun:${server}`,
    transport: 'udp',
    family: 'IPv4',
    status: 'passed',
    startedAtMs: 1.2,
    durationMs: 112.4,
    result: {
      mappedAddress: mapped,
      localAddress: local,
      rttMs,
      sent: 5,
      received: 5,
      software: 'Coturn-4.6.1',
      otherAddress: null,
      responseOrigin: null,
    },
    error: null,
    ...overrides,
  };
}

export function failedBinding(
  server: string,
  code: ProbeErrorCode,
  overrides: Partial<ProbeOf<'stun.binding'>> = {},
): ProbeOf<'stun.binding'> {
  return {
    ...answeredBinding(server),
    status: 'failed',
    durationMs: 2001.3,
    result: {
      mappedAddress: null,
      localAddress: local,
      rttMs: null,
      sent: 4,
      received: 0,
      software: null,
      otherAddress: null,
      responseOrigin: null,
    },
    error: { code, message: `recorded ${code}` },
    ...overrides,
  };
}

export function baseline(
  relay: Partial<TurnRelayResult> = {},
  overrides: Partial<ProbeOf<'relay.baseline'>> = {},
): ProbeOf<'relay.baseline'> {
  return {
    id: 'relay.baseline',
    kind: 'relay.baseline',
    target: 'embedded relay',
    transport: 'udp',
    family: 'IPv4',
    status: 'passed',
    startedAtMs: 1,
    durationMs: 160.5,
    result: {
      allocate: {
        steps: [
          { name: 'challenge', status: 'passed', durationMs: 1.1, stunErrorCode: 401 },
          { name: 'allocate', status: 'passed', durationMs: 0.8, stunErrorCode: null },
        ],
        relayedAddress: { address: '127.0.0.1', port: 51001, family: 'IPv4' },
        mappedAddress: { address: '127.0.0.1', port: 51000, family: 'IPv4' },
        lifetimeSec: 600,
        software: 'Callpath',
        tls: null,
      },
      relay: {
        sent: 100,
        received: 100,
        duplicated: 0,
        reordered: 0,
        lossPercent: 0,
        rttMs: { min: 0.1, median: 0.2, p95: 0.4, max: 0.9, jitter: 0.05 },
        throughputMbps: null,
        mos: null,
        ...relay,
      },
    },
    error: null,
    ...overrides,
  };
}

export function failedBaseline(): ProbeOf<'relay.baseline'> {
  return baseline(
    {},
    {
      status: 'failed',
      result: null,
      error: { code: 'timeout', message: 'recorded timeout' },
    },
  );
}

const loopback: NetworkInterface = {
  name: 'lo',
  address: '127.0.0.1',
  family: 'IPv4',
  prefixLength: 8,
  scope: 'loopback',
};

export function adapters(connected = true): ProbeOf<'local.interfaces'> {
  const wired: NetworkInterface = {
    name: 'eth0',
    address: local.address,
    family: 'IPv4',
    prefixLength: 24,
    scope: 'private',
  };
  return {
    id: 'local.interfaces',
    kind: 'local.interfaces',
    target: 'this computer',
    transport: 'none',
    family: 'none',
    status: connected ? 'passed' : 'inconclusive',
    startedAtMs: 0.4,
    durationMs: 0.6,
    result: { interfaces: connected ? [loopback, wired] : [loopback] },
    error: connected ? null : { code: 'unreachable', message: 'recorded: only loopback' },
  };
}

export function allocation(
  server: string,
  overrides: Partial<ProbeOf<'turn.allocate'>> = {},
): ProbeOf<'turn.allocate'> {
  return {
    id: `turn.allocate/udp4/${server}`,
    kind: 'turn.allocate',
    target: `turn:${server}`,
    transport: 'udp',
    family: 'IPv4',
    status: 'passed',
    startedAtMs: 2,
    durationMs: 54.2,
    result: {
      steps: [{ name: 'allocate', status: 'passed', durationMs: 27, stunErrorCode: null }],
      relayedAddress: { address: '198.51.100.7', port: 50001, family: 'IPv4' },
      mappedAddress: mapped,
      lifetimeSec: 600,
      software: 'Coturn-4.6.1',
      tls: null,
    },
    error: null,
    ...overrides,
  };
}

export function refusedAllocation(server: string, stunErrorCode: number) {
  return allocation(server, {
    status: 'failed',
    result: {
      steps: [{ name: 'allocate', status: 'failed', durationMs: 27, stunErrorCode }],
      relayedAddress: null,
      mappedAddress: null,
      lifetimeSec: null,
      software: null,
      tls: null,
    },
    error: { code: 'rejected', message: `recorded ${stunErrorCode}` },
  });
}

export function relayed(
  server: string,
  result: Partial<TurnRelayResult> = {},
  overrides: Partial<ProbeOf<'turn.relay'>> = {},
): ProbeOf<'turn.relay'> {
  return {
    id: `turn.relay/udp4/${server}`,
    kind: 'turn.relay',
    target: `turn:${server}`,
    transport: 'udp',
    family: 'IPv4',
    status: 'passed',
    startedAtMs: 60,
    durationMs: 1310.4,
    result: {
      sent: 100,
      received: 100,
      duplicated: 0,
      reordered: 0,
      lossPercent: 0,
      rttMs: { min: 46.9, median: 48.6, p95: 53.2, max: 55.1, jitter: 1.4 },
      throughputMbps: null,
      mos: 4.41,
      jitterMs: 1.3,
      allocate: allocation(server).result,
      ...result,
    },
    error: null,
    ...overrides,
  };
}
