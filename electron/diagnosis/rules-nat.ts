import { formatEndpoint } from '../../shared/endpoint.ts';
import type { MessageValues } from '../../shared/messages/translate.ts';
import type { ServerFitness } from '../../shared/nat-results.ts';
import type { Nat, ProbeOf } from '../../shared/report.ts';
import { type Evidence, probesOf } from './evidence.ts';
import { isCarrierGrade } from './nat.ts';
import {
  adapterOf,
  blockedUdp,
  isAnswered,
  kindOf,
  mainNat,
  type NatEvidence,
  natOf,
  serversOfNat,
} from './nat-evidence.ts';
import type { Match, Rule } from './rules.ts';
import { relaysOf, worksAsRelay } from './turn-evidence.ts';

/** Below this a call in which nobody speaks may break: senders that keep a path open do so every 15 s (RFC 8445). */
const shortLifetimeSec = 20;

const relays = (evidence: Evidence) => relaysOf(evidence).some(worksAsRelay);

/** Findings about the way out of this network: what it means for calls, what is in the way, and who measured badly. */
export const natRules: readonly Rule[] = [
  {
    code: 'udp-blocked',
    severity: 'critical',
    level: 'blocked',
    owner: 'network',
    hides: ['all-servers-silent', 'server-silent', 'no-server-usable', 'turn-udp-silent'],
    byNat: true,
    match: (evidence) => blockedMatch(evidence, (tcpWorks) => tcpWorks !== false),
  },
  {
    code: 'udp-and-tcp-blocked',
    severity: 'critical',
    level: 'blocked',
    owner: 'network',
    hides: [
      'all-servers-silent',
      'server-silent',
      'no-server-usable',
      'turn-udp-silent',
      'turn-tcp-silent',
      'turn-tls-silent',
    ],
    byNat: true,
    match: (evidence) => blockedMatch(evidence, (tcpWorks) => tcpWorks === false),
  },
  {
    code: 'nat-symmetric',
    severity: 'warning',
    level: 'degraded',
    owner: 'network',
    byNat: true,
    match: (evidence) => (relays(evidence) ? [] : kindMatch(evidence, 'symmetric')),
  },
  {
    code: 'nat-symmetric-relayed',
    severity: 'info',
    level: 'good',
    owner: 'network',
    match: (evidence) => (relays(evidence) ? kindMatch(evidence, 'symmetric') : []),
  },
  ...(
    [
      'open-internet',
      'full-cone',
      'restricted-cone',
      'port-restricted-cone',
      'symmetric-udp-firewall',
    ] as const
  ).map((kind): Rule => ({
    code: `nat-${kind}`,
    severity: 'ok',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => kindMatch(evidence, kind),
  })),
  {
    code: 'nat-lifetime-short',
    severity: 'warning',
    level: 'degraded',
    owner: 'network',
    match: (evidence) => lifetimeMatch(evidence, (seconds) => seconds < shortLifetimeSec),
  },
  {
    code: 'nat-lifetime',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => lifetimeMatch(evidence, (seconds) => seconds >= shortLifetimeSec),
  },
  {
    code: 'nat-cgnat',
    severity: 'info',
    level: 'good',
    owner: 'network',
    match: (evidence) => natMatch(evidence, (nat) => isCarrierGrade(nat) === true),
  },
  {
    code: 'nat-alg',
    severity: 'info',
    level: 'good',
    owner: 'network',
    match: (evidence) => natMatch(evidence, ({ alg }) => alg?.result?.behaviour === 'rewrites'),
  },
  {
    code: 'nat-hairpinning',
    severity: 'ok',
    level: 'good',
    owner: 'nobody',
    match: (evidence) =>
      natMatch(evidence, ({ hairpinning }) => hairpinning?.result?.behaviour === 'supported'),
  },
  {
    code: 'nat-no-hairpinning',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) =>
      natMatch(evidence, ({ hairpinning }) => hairpinning?.result?.behaviour === 'not-supported'),
  },
  {
    code: 'nat-servers-disagree',
    severity: 'info',
    level: 'good',
    owner: 'network',
    match: (evidence) =>
      natMatch(evidence, ({ mapping }) => mapping?.result?.reason === 'servers-disagree'),
  },
  {
    code: 'nat-unknown',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) =>
      natMatch(
        evidence,
        (nat) => kindOf(nat) === 'unknown' && isAnswered(nat) && reasonOf(nat) !== '',
      ),
  },
  {
    code: 'nat-one-server',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) =>
      natMatch(
        evidence,
        (nat) => kindOf(nat) !== 'unknown' && (nat.mapping?.result?.agreeing ?? 0) < 2,
      ),
  },
  {
    code: 'nat-same-server',
    severity: 'info',
    level: 'good',
    owner: 'service',
    match: sameServers,
  },
  {
    code: 'nat-server-unfit',
    severity: 'info',
    level: 'good',
    owner: 'service',
    match: unfitServers,
  },
  {
    code: 'nat-ipv6',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => {
      const nat = natOf(evidence, 'IPv6');
      if (mainNat(evidence).family === 'IPv6' || kindOf(nat) === 'unknown') return [];
      return [matchOf(evidence, nat)];
    },
  },
];

export function kindMatch(evidence: Evidence, kind: Nat['rfc3489']): Match[] {
  return natMatch(evidence, (nat) => kindOf(nat) === kind);
}

function natMatch(evidence: Evidence, applies: (nat: NatEvidence) => boolean): Match[] {
  const nat = mainNat(evidence);
  return applies(nat) ? [matchOf(evidence, nat)] : [];
}

function matchOf(evidence: Evidence, nat: NatEvidence): Match {
  const subject = nat.family === 'IPv6' ? 'this network (IPv6)' : 'this network';
  return { subject, evidence: idsOf(nat), values: valuesOf(evidence, nat) };
}

function idsOf(nat: NatEvidence): string[] {
  const probes = [nat.mapping, nat.filtering, nat.alg, nat.hairpinning, nat.lifetime];
  return probes.flatMap((probe) => (probe && probe.result !== null ? probe.id : []));
}

function valuesOf(evidence: Evidence, nat: NatEvidence): MessageValues {
  const { mapping, filtering } = nat;
  const tests = [...(mapping?.result?.tests ?? []), ...(filtering?.result?.tests ?? [])];
  const local = mapping?.result?.localAddress ?? nat.hairpinning?.result?.localAddress;
  const servers = serversOfNat(nat);
  const answered = servers.filter(({ mappedAddress }) => mappedAddress !== null);
  const mapped = answered[0]?.mappedAddress;
  return {
    adapter: adapterOf(evidence, local?.address),
    kind: kindOf(nat),
    mapping: mapping?.result?.behaviour ?? 'unknown',
    filtering: filtering?.result?.behaviour ?? 'unknown',
    agreeing: mapping?.result?.agreeing ?? 0,
    asked: servers.length,
    sent: tests.reduce((sum, { sent }) => sum + sent, 0),
    received: tests.reduce((sum, { received }) => sum + received, 0),
    address: mapped?.address ?? '',
    local: [local?.address, mapping?.result?.routerAddress].filter(Boolean).join(' → '),
    reason: reasonOf(nat),
    servers: answered.flatMap(({ targets }) => targets).join(', '),
    seen: answered
      .flatMap(({ targets, mappedAddress }) =>
        mappedAddress ? `${targets.join(' = ')}: ${formatEndpoint(mappedAddress)}` : [],
      )
      .join(', '),
  };
}

/** The first reason for which the kind is not known: a key of `probe.natReason`. */
function reasonOf({ mapping, filtering }: NatEvidence): string {
  return (
    (mapping?.result?.behaviour === 'unknown' ? mapping.result.reason : null) ??
    (filtering?.result?.behaviour === 'unknown' ? filtering.result.reason : null) ??
    ''
  );
}

export function blockedMatch(
  evidence: Evidence,
  applies: (tcpWorks: boolean | null) => boolean,
): Match[] {
  const probe = blockedUdp(evidence);
  if (!probe?.result || !applies(probe.result.tcpWorks)) return [];
  const { tests, servers, localAddress, tcpWorks } = probe.result;
  const asked = tests.filter(({ name }) => name === 'test I');
  const bindings = probesOf(evidence, 'stun.binding').filter(({ status }) => status === 'failed');
  return [
    {
      subject: 'this network',
      evidence: [probe.id, ...bindings.map(({ id }) => id)],
      values: {
        count: asked.length,
        sent: asked.reduce((sum, { sent }) => sum + sent, 0),
        servers: servers.flatMap(({ targets }) => targets).join(', '),
        endpoints: asked.flatMap(({ sentTo }) => (sentTo ? formatEndpoint(sentTo) : [])).join(', '),
        adapter: adapterOf(evidence, localAddress?.address),
        tcp: tcpWorks === true ? 'tcpWorks' : 'tcpUnknown',
      },
    },
  ];
}

function lifetimeMatch(evidence: Evidence, applies: (seconds: number) => boolean): Match[] {
  const { lifetime } = mainNat(evidence);
  const result = lifetime?.result;
  if (!lifetime || !result || result.lifetimeSec === null || !applies(result.lifetimeSec))
    return [];
  return [
    {
      subject: 'this network',
      evidence: [lifetime.id],
      values: {
        seconds: result.lifetimeSec,
        keepAliveSec: result.keepAliveSec ?? 0,
        bound: result.behaviour === 'measured' ? 'measured' : 'at-least',
        goneAfterSec: result.goneAfterSec ?? 0,
        adapter: adapterOf(evidence, result.localAddress?.address),
      },
    },
  ];
}

/** A server without a second address is the usual case: it is only told where nobody else could measure. */
const tellOnlyWhenMissing: readonly ServerFitness[] = ['no-other-address', 'other-interface'];
const neverTold: readonly ServerFitness[] = ['fit', 'silent', 'not-judged'];

/** One finding for all servers that are unfit for the same reason. */
function unfitServers(evidence: Evidence): Match[] {
  return (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const nat = natOf(evidence, family);
    const isMissing = nat.filtering?.result?.behaviour === 'unknown';
    const probe = nat.filtering ?? nat.mapping;
    const servers = serversOfNat(nat);
    const reasons = [...new Set(servers.map(({ fitness }) => fitness))].filter(
      (fitness) =>
        !neverTold.includes(fitness) && (isMissing || !tellOnlyWhenMissing.includes(fitness)),
    );
    if (!probe) return [];
    return reasons.map((fitness) => {
      const targets = servers
        .filter((server) => server.fitness === fitness)
        .flatMap((server) => server.targets);
      return {
        subject: targets.join(', '),
        evidence: [probe.id],
        values: { servers: targets.join(', '), fitness },
      };
    });
  });
}

function sameServers(evidence: Evidence): Match[] {
  const probe: ProbeOf<'nat.mapping'> | undefined = mainNat(evidence).mapping;
  return (probe?.result?.servers ?? [])
    .filter(({ targets }) => new Set(targets).size > 1)
    .map(({ targets, endpoint }) => ({
      subject: targets.join(', '),
      evidence: probe ? [probe.id] : [],
      values: { servers: targets.join(', '), endpoint: endpoint ? formatEndpoint(endpoint) : '' },
    }));
}
