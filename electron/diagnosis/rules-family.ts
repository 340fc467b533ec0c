import type { AddressFamily } from '../../shared/endpoint.ts';
import type { ProbeOf } from '../../shared/report.ts';
import { type Evidence, knownServers, type ServerEvidence } from './evidence.ts';
import type { Match, Rule } from './rules.ts';

type Binding = ProbeOf<'stun.binding'>;

/** Findings about IPv4 and IPv6, each of which is a network of its own: what one of them does not do, the other may. */
export const familyRules: readonly Rule[] = [
  {
    // Who has no IPv6 cannot be called directly then.
    code: 'ipv4-blocked',
    severity: 'warning',
    level: 'degraded',
    owner: 'network',
    hides: ['ipv4-failed'],
    match: blockedIpv4,
  },
  {
    code: 'ipv4-failed',
    severity: 'info',
    level: 'good',
    owner: 'service',
    match: (evidence) => failedBeside(evidence, 'IPv6', 'IPv4').map(single),
  },
  {
    code: 'ipv6-failed',
    severity: 'info',
    level: 'good',
    owner: 'network',
    match: (evidence) => failedBeside(evidence, 'IPv4', 'IPv6').map(single),
  },
];

interface HalfAnswered {
  target: string;
  works: Binding;
  fails: Binding;
}

/** The servers that answer by one family and not by the other. */
function failedBeside(
  evidence: Evidence,
  works: AddressFamily,
  fails: AddressFamily,
): HalfAnswered[] {
  return knownServers(evidence).flatMap(({ target, probes }) => {
    const answered = answeredBy(probes, works);
    const failed = probes.find(({ family, status }) => family === fails && status === 'failed');
    return answered && failed && !answeredBy(probes, fails)
      ? [{ target, works: answered, fails: failed }]
      : [];
  });
}

/** Several servers answer by IPv6, and none of those that were asked answers by IPv4. */
function blockedIpv4(evidence: Evidence): Match[] {
  const failed = failedBeside(evidence, 'IPv6', 'IPv4');
  const isHeard = knownServers(evidence).some(({ probes }) => answeredBy(probes, 'IPv4'));
  if (failed.length < 2 || isHeard) return [];
  const targets = failed.map(({ target }) => target).join(', ');
  return [
    {
      subject: 'this network',
      evidence: failed.flatMap(({ fails, works }) => [fails.id, works.id]),
      values: { count: failed.length, servers: targets },
    },
  ];
}

function answeredBy(probes: ServerEvidence['probes'], family: AddressFamily): Binding | undefined {
  return probes.find((probe) => probe.family === family && probe.status === 'passed');
}

function single({ target, works, fails }: HalfAnswered): Match {
  return {
    subject: target,
    evidence: [fails.id, works.id],
    values: { server: target, reason: fails.error?.message ?? '' },
  };
}
