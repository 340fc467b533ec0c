import type { ProbeErrorCode, ProbeResult, ProbeStatus } from '../../../shared/report.ts';
import { natFiltering, natMapping, silentMapping } from '../../../shared/testing/nat-probes.ts';
import {
  adapters,
  answeredBinding,
  baseline,
  failedBaseline,
  failedBinding,
} from '../../../shared/testing/probes.ts';
import {
  certificate,
  failedTurn,
  granted,
  turnAllocation,
  turnAudit,
  turnRelay,
} from '../../../shared/testing/turn-probes.ts';
import {
  connectedCall,
  droppedCall,
  failedCall,
  gathered,
  iceCandidate,
  iceError,
  media,
  relayCandidate,
  skippedCall,
  srflxCandidate,
} from '../../../shared/testing/webrtc-probes.ts';

/** One way in which a part of a check can end: the probes that it adds to the evidence. */
export type Outcome = readonly ProbeResult[];

export const host = 'turn.example.org';
export const relay = `turn:${host}`;
const bindingErrors = ['timeout', 'refused', 'malformed', 'name-not-found', 'unreachable'] as const;

/** The same probe, ended in another way and without a result. */
export function ended(probe: ProbeResult, status: ProbeStatus, code: ProbeErrorCode): ProbeResult {
  return { ...probe, status, result: null, error: { code, message: `made up ${code}.` } };
}

function binding(name: string): Outcome[] {
  const answered = answeredBinding(name);
  const result = answered.result && { ...answered.result };
  const ipv6 = { id: `stun.binding/udp6/${name}`, family: 'IPv6' } as const;
  return [
    [],
    [answered],
    [{ ...answered, result: result && { ...result, received: 1 } }],
    [
      {
        ...answered,
        result: result && {
          ...result,
          rttMs: { min: 600, median: 700, p95: 800, max: 800, jitter: 9 },
        },
      },
    ],
    ...bindingErrors.map((code) => [failedBinding(name, code)]),
    [ended(answered, 'inconclusive', 'cancelled')],
    [ended(answered, 'inconclusive', 'internal')],
    [ended(answered, 'inconclusive', 'timeout')],
    [answered, failedBinding(name, 'timeout', ipv6)],
    [failedBinding(name, 'timeout'), answeredBinding(name, ipv6)],
  ];
}

function relaying(transport: 'udp' | 'tcp'): Outcome[] {
  const works = turnAllocation(host, transport);
  const result = { relayedAddress: granted.relayedAddress };
  return [
    [],
    [works],
    [failedTurn({ transport, step: 'challenge', code: 'timeout' })],
    [failedTurn({ transport, step: 'connect', code: 'refused' })],
    [failedTurn({ transport, step: 'resolve', code: 'name-not-found' })],
    [failedTurn({ transport, stunErrorCode: 401 })],
    [failedTurn({ transport, stunErrorCode: 486 })],
    [failedTurn({ transport, step: 'challenge', code: 'malformed' })],
    [failedTurn({ transport, step: 'refresh', code: 'timeout', result })],
    [ended(works, 'skipped', 'not-supported')],
    [ended(works, 'inconclusive', 'internal')],
  ];
}

const stoppedAt = (name: string) => ({
  received: 0,
  lossPercent: 100,
  rttMs: null,
  mos: null,
  allocate: {
    ...granted,
    steps: [
      ...granted.steps,
      { name, status: 'failed', durationMs: 20, stunErrorCode: null } as const,
    ],
  },
});
const noAnswer = { status: 'failed', error: { code: 'timeout', message: 'made up.' } } as const;

const natOutcomes: Outcome[] = [
  [],
  [natMapping(), natFiltering()],
  [natMapping({ behaviour: 'none' }), natFiltering({ behaviour: 'endpoint-independent' })],
  [natMapping(), natFiltering({ behaviour: 'endpoint-independent' })],
  [natMapping(), natFiltering({ behaviour: 'unknown', reason: 'no-fit-server' })],
  [natMapping({ behaviour: 'address-and-port-dependent', dependent: true }), natFiltering()],
  [silentMapping(true)],
  [silentMapping(false)],
  [silentMapping(null)],
  [
    ended(natMapping(), 'inconclusive', 'internal'),
    ended(natFiltering(), 'inconclusive', 'timeout'),
  ],
  [ended(natMapping(), 'failed', 'name-not-found')],
];

const callOutcomes = (path: 'host' | 'baseline' | 'srflx'): Outcome[] => [
  [],
  [connectedCall(path)],
  [failedCall(path)],
  [skippedCall(path)],
  [ended(connectedCall(path), 'inconclusive', 'internal')],
];

/** The parts of a check, each with all its outcomes; the second one of each is that of a check without a fault. */
export const parts: Readonly<Record<string, readonly Outcome[]>> = {
  adapters: [[], [adapters()], [adapters(false)], [ended(adapters(), 'inconclusive', 'internal')]],
  baseline: [
    [],
    [baseline()],
    [baseline({ received: 50, lossPercent: 50 })],
    [failedBaseline()],
    [ended(baseline(), 'inconclusive', 'internal')],
    [ended(baseline(), 'inconclusive', 'timeout')],
  ],
  first: binding('a.example.org'),
  second: binding('b.example.net'),
  nat: natOutcomes,
  relayByUdp: relaying('udp'),
  relayByTcp: relaying('tcp'),
  relayByTls: [
    [],
    [turnAllocation(host, 'tls')],
    [failedTurn({ transport: 'tls', step: 'tls', code: 'timeout' })],
    [failedTurn({ transport: 'tls', step: 'tls', code: 'closed' })],
    [
      failedTurn({
        transport: 'tls',
        step: 'tls',
        code: 'untrusted',
        result: { tls: { ...certificate, problem: 'clock' } },
      }),
    ],
  ],
  relayedData: [
    [],
    [turnRelay(host)],
    [turnRelay(host, { received: 60, lossPercent: 40, mos: 1.4 })],
    [turnRelay(host, stoppedAt('send-data'), noAnswer)],
    [turnRelay(host, stoppedAt('channel'), noAnswer)],
    [turnRelay(host, stoppedAt('peer-allocate'), { ...noAnswer, status: 'inconclusive' })],
    [ended(turnRelay(host), 'inconclusive', 'internal')],
  ],
  audit: [
    [],
    [
      turnAudit([
        { code: 'loopback-peers', rating: 'good', title: 'Good.', advice: '', coturnOption: null },
      ]),
    ],
    [ended(turnAudit([]), 'failed', 'timeout')],
  ],
  callHost: callOutcomes('host'),
  callBaseline: callOutcomes('baseline'),
  callDirect: callOutcomes('srflx'),
  callRelay: [
    [],
    [connectedCall('relay', relay)],
    [failedCall('relay', 'gathering', relay, 'udp', [iceError(701)])],
    [failedCall('relay', 'gathering', relay, 'udp', [iceError(401)])],
    [failedCall('relay', 'checking', relay)],
    [droppedCall(relay)],
    [
      failedCall('relay', 'gathering', relay),
      connectedCall('relay', `${relay}?transport=tcp`, 'tcp'),
    ],
  ],
  gather: [
    [],
    [gathered(relay, [iceCandidate(), relayCandidate(relay)])],
    [gathered(relay, [iceCandidate()], [iceError(701)], noAnswer)],
    [gathered('stun:a.example.org', [srflxCandidate('stun:a.example.org')])],
  ],
  media: [
    [],
    [media('relay', relay)],
    [media('relay', relay, { rttMs: 900, jitterMs: 90, lossPercent: 30 })],
    [
      {
        ...media('relay', relay, undefined, { connected: false, audio: null, video: null }),
        ...noAnswer,
      },
    ],
  ],
};
