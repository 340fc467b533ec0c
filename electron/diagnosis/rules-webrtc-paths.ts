import type { Nat } from '../../shared/report.ts';
import { serverLabel } from '../../shared/uri.ts';
import { type Evidence, probesOf } from './evidence.ts';
import { kindOf, mainNat } from './nat-evidence.ts';
import type { Match, Rule } from './rules.ts';
import {
  connected,
  failed,
  failedStageOf,
  serverWitnesses,
  triedCalls,
  type TriedCall,
} from './webrtc-evidence.ts';

/** Kinds of NAT behind which direct calls with most people fail: a relay is what they are for. */
const needsRelay: ReadonlySet<Nat['rfc3489']> = new Set(['symmetric', 'udp-blocked']);

/** Findings about the ways that a call can take: direct, by a relay, by a relay over TCP alone. */
export const webrtcPathRules: readonly Rule[] = [
  {
    code: 'webrtc-relay-tcp-only',
    severity: 'warning',
    level: 'degraded',
    owner: 'network',
    // Calls do connect: that UDP is blocked is then the reason for a slower call, and no longer one for none.
    hides: [
      'udp-blocked',
      'udp-and-tcp-blocked',
      'no-path-for-calls',
      'all-servers-silent',
      'server-silent',
      'no-server-usable',
      'turn-udp-silent',
      'webrtc-relay-needed',
      'webrtc-direct-unknown',
      'nat-symmetric',
    ],
    match: relayOnlyByStream,
  },
  {
    code: 'webrtc-relay-needed',
    severity: 'info',
    level: 'good',
    owner: 'network',
    hides: ['nat-symmetric-relayed'],
    match: (evidence) => directMatch(evidence, isExplained),
  },
  {
    code: 'webrtc-direct-unknown',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => directMatch(evidence, (one) => !isExplained(one)),
  },
  {
    code: 'webrtc-host-failed',
    severity: 'info',
    level: 'good',
    owner: 'computer',
    match: (evidence) => {
      const others = connected(triedCalls(evidence, 'srflx', 'baseline', 'relay'));
      if (others.length === 0 || isOffline(evidence)) return [];
      return failed(triedCalls(evidence, 'host')).map((call) => {
        const stage = failedStageOf(call);
        const values = { stage: stage?.name ?? 'gathering', count: others.length };
        return { subject: 'this computer', evidence: [call.probe.id], values };
      });
    },
  },
];

/** Every relay call by UDP failed and one by TCP or TLS connected, which raw probes have not seen. */
function relayOnlyByStream(evidence: Evidence): Match[] {
  const calls = triedCalls(evidence, 'relay');
  const udp = calls.filter(({ probe }) => probe.transport === 'udp');
  const streams = connected(calls).filter(({ probe }) => probe.transport !== 'udp');
  const isUdpOpen = connected([...udp, ...triedCalls(evidence, 'srflx')]).length > 0;
  // Where raw probes have reached a relay by UDP it is open, and by TCP they have said this themselves.
  const isTold = serverWitnesses(evidence).some(
    ({ server, raw }) => /^turns?$/.test(server.scheme) && raw.state === 'works',
  );
  const [first] = streams;
  if (!first || udp.length === 0 || isUdpOpen || isTold) return [];
  const bindings = probesOf(evidence, 'stun.binding').filter(({ status }) => status === 'failed');
  return [
    {
      subject: 'this network',
      evidence: [...udp, ...streams].map(({ probe }) => probe.id).concat(idsOf(bindings)),
      values: {
        servers: targetsOf(streams),
        closed: labelsOf(evidence, udp),
        transports: [...new Set(streams.map(({ probe }) => probe.transport.toUpperCase()))].join(
          ', ',
        ),
        rttMs: Math.round(first.result.stream?.rttMs?.median ?? 0),
        connectMs: Math.round(first.result.connectMs ?? 0),
      },
    },
  ];
}

/**
 * The direct call by outside addresses failed while a relay carries calls. It is placed from this computer to itself, so its
 * failure says something about calls with others only where the router turns packets around or the kind of NAT explains it.
 */
function directMatch(evidence: Evidence, applies: (evidence: Evidence) => boolean): Match[] {
  const relayed = connected(triedCalls(evidence, 'relay'));
  const [call] = failed(triedCalls(evidence, 'srflx'));
  if (!call || relayed.length === 0 || !applies(evidence)) return [];
  const nat = mainNat(evidence);
  const probes = [nat.mapping, nat.filtering, nat.hairpinning].filter((probe) => probe?.result);
  return [
    {
      subject: 'this network',
      evidence: [call, ...relayed].map(({ probe }) => probe.id).concat(idsOf(probes)),
      values: {
        kind: kindOf(nat),
        mapping: nat.mapping?.result?.behaviour ?? 'unknown',
        filtering: nat.filtering?.result?.behaviour ?? 'unknown',
        why: needsRelay.has(kindOf(nat)) ? 'byNat' : 'byFirewall',
        hairpinning:
          nat.hairpinning?.result?.behaviour === 'not-supported' ? 'noHairpinning' : 'notMeasured',
        stage: failedStageOf(call)?.name ?? 'checking',
        servers: targetsOf(relayed),
      },
    },
  ];
}

/** Whether what was measured of the NAT explains that direct calls fail. */
function isExplained(evidence: Evidence): boolean {
  const nat = mainNat(evidence);
  return needsRelay.has(kindOf(nat)) || nat.hairpinning?.result?.behaviour === 'supported';
}

function isOffline(evidence: Evidence): boolean {
  return probesOf(evidence, 'local.interfaces').some(({ error }) => error?.code === 'unreachable');
}

function idsOf(probes: readonly ({ id: string } | undefined)[]): string[] {
  return probes.flatMap((probe) => probe?.id ?? []);
}

function targetsOf(calls: readonly TriedCall[]): string {
  return [...new Set(calls.map(({ probe }) => probe.target))].join(', ');
}

/** `host:port` of the servers of these calls. */
function labelsOf(evidence: Evidence, calls: readonly TriedCall[]): string {
  const ids = new Set(calls.map(({ probe }) => probe.id));
  const servers = serverWitnesses(evidence).filter(({ chromium }) =>
    chromium.ids.some((id) => ids.has(id)),
  );
  return servers.map(({ server }) => serverLabel(server)).join(', ');
}
