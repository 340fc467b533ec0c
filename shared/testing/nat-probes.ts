import type { Endpoint } from '../endpoint.ts';
import type { NatFilteringResult, NatMappingResult, NatServer, NatTest } from '../nat-results.ts';
import type { ProbeOf } from '../report.ts';

/** NAT probes as a run gives them, for tests: the values were recorded in the NAT lab. */

const ipv4 = (address: string, port: number): Endpoint => ({ address, port, family: 'IPv4' });
const local = ipv4('192.168.77.2', 57_012);
const mapped = ipv4('203.0.113.1', 57_012);
const [first, second] = [ipv4('198.51.100.10', 3478), ipv4('198.51.100.20', 3478)];

export function natServer(overrides: Partial<NatServer> = {}): NatServer {
  return {
    targets: ['stun:198.51.100.10'],
    endpoint: first,
    otherAddress: ipv4('198.51.100.11', 3479),
    mappedAddress: mapped,
    fitness: 'fit',
    ...overrides,
  };
}

const servers = [
  natServer(),
  natServer({
    targets: ['stun:198.51.100.20'],
    endpoint: second,
    otherAddress: null,
    fitness: 'no-other-address',
  }),
];

function question(name: NatTest['name'], sentTo: Endpoint, isAnswered = true): NatTest {
  return {
    name,
    sentTo,
    answeredFrom: isAnswered ? sentTo : null,
    mappedAddress: isAnswered ? mapped : null,
    status: isAnswered ? 'answered' : 'silent',
    sent: isAnswered ? 1 : 6,
    received: isAnswered ? 1 : 0,
  };
}

const members = {
  transport: 'udp',
  family: 'IPv4',
  target: 'this network',
  status: 'passed',
  startedAtMs: 1.4,
  error: null,
} as const;

export function natMapping(
  result: Partial<NatMappingResult> = {},
  overrides: Partial<ProbeOf<'nat.mapping'>> = {},
): ProbeOf<'nat.mapping'> {
  return {
    ...members,
    id: 'nat.mapping/udp4',
    kind: 'nat.mapping',
    durationMs: 24.1,
    result: {
      behaviour: 'endpoint-independent',
      method: 'servers-and-rfc5780',
      tests: [question('test I', first), question('test I', second)],
      reason: null,
      localAddress: local,
      servers,
      agreeing: 2,
      dependent: false,
      portPreservation: true,
      portParity: true,
      tcpWorks: null,
      routerAddress: null,
      ...result,
    },
    ...overrides,
  };
}

/** The mapping test where nobody answers. */
export function silentMapping(
  tcpWorks: boolean | null,
  overrides: Partial<ProbeOf<'nat.mapping'>> = {},
): ProbeOf<'nat.mapping'> {
  const silent = servers.map((server) => ({
    ...server,
    otherAddress: null,
    mappedAddress: null,
    fitness: 'silent' as const,
  }));
  return natMapping(
    {
      behaviour: 'unknown',
      method: 'none',
      reason: 'no-answer',
      tests: [question('test I', first, false), question('test I', second, false)],
      servers: silent,
      agreeing: 0,
      portPreservation: null,
      portParity: null,
      tcpWorks,
    },
    { status: 'failed', error: { code: 'timeout', message: 'recorded timeout' }, ...overrides },
  );
}

export function natFiltering(
  result: Partial<NatFilteringResult> = {},
  overrides: Partial<ProbeOf<'nat.filtering'>> = {},
): ProbeOf<'nat.filtering'> {
  return {
    ...members,
    id: 'nat.filtering/udp4',
    kind: 'nat.filtering',
    durationMs: 1072.6,
    result: {
      behaviour: 'address-and-port-dependent',
      method: 'rfc5780',
      tests: [
        question('test I', first),
        question('test II', first, false),
        question('test III', first, false),
        question('control II', first),
      ],
      reason: null,
      localAddress: local,
      servers,
      controlled: true,
      ...result,
    },
    ...overrides,
  };
}
