import { type Evidence, knownServers, type ServerEvidence } from './evidence.ts';
import { ownerOfName, ownerOfRefusals } from './owner.ts';
import type { Match, Rule } from './rules.ts';

type State = ServerEvidence['state'];

/** Fewer servers than this never decide that calls are blocked: one server that fails may simply be down. */
const enoughToBlame = 2;

/** Findings about STUN over UDP: single servers, and what they say together about the network. */
export const serverRules: readonly Rule[] = [
  {
    code: 'dns-failed',
    severity: 'critical',
    level: 'blocked',
    owner: 'network',
    hides: ['server-name-not-found', 'no-server-usable', 'turn-name-not-found'],
    match: (evidence) => allIn(evidence, 'name-not-found', enoughToBlame),
  },
  {
    code: 'all-servers-refused',
    severity: 'critical',
    level: 'blocked',
    owner: ownerOfRefusals,
    hides: ['server-refused', 'no-server-usable'],
    match: (evidence) => allIn(evidence, 'refused', enoughToBlame),
  },
  {
    code: 'all-servers-silent',
    severity: 'warning',
    level: 'inconclusive',
    owner: 'unknown',
    hides: ['server-silent', 'no-server-usable'],
    match: (evidence) => allIn(evidence, 'silent', 1),
  },
  {
    code: 'no-server-usable',
    severity: 'warning',
    level: 'inconclusive',
    owner: 'unknown',
    match: (evidence) => {
      const servers = knownServers(evidence);
      return servers.some(({ state }) => state === 'answered') ? [] : together(servers);
    },
  },
  ...(
    [
      ['server-refused', 'refused', 'service'],
      ['server-silent', 'silent', 'service'],
      ['server-malformed', 'malformed', 'service'],
      ['server-name-not-found', 'name-not-found', ownerOfName],
      ['server-unreachable', 'unreachable', 'network'],
    ] as const
  ).map(([code, state, owner]): Rule => ({
    code,
    severity: 'warning',
    level: 'degraded',
    owner,
    match: (evidence) =>
      knownServers(evidence)
        .filter((server) => server.state === state)
        .map(single),
  })),
  {
    code: 'servers-answer',
    severity: 'ok',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => answering(evidence, (answered, all) => answered === all),
  },
  {
    code: 'some-servers-answer',
    severity: 'ok',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => answering(evidence, (answered, all) => answered < all),
  },
  {
    code: 'ipv6-failed',
    severity: 'info',
    level: 'good',
    owner: 'network',
    match: (evidence) =>
      knownServers(evidence)
        .filter(({ state, deciding }) => state === 'answered' && deciding.family === 'IPv4')
        .flatMap(({ target, probes, deciding }) =>
          probes
            .filter(({ family, status }) => family === 'IPv6' && status === 'failed')
            .map(({ id, error }) => ({
              subject: target,
              evidence: [id, deciding.id],
              values: { server: target, reason: error?.message ?? '' },
            })),
        ),
  },
];

function allIn(evidence: Evidence, state: State, atLeast: number): Match[] {
  const servers = knownServers(evidence);
  const all = servers.length >= atLeast && servers.every((server) => server.state === state);
  return all ? together(servers) : [];
}

function answering(
  evidence: Evidence,
  applies: (answered: number, all: number) => boolean,
): Match[] {
  const servers = knownServers(evidence);
  const answered = servers.filter(({ state }) => state === 'answered');
  if (answered.length === 0 || !applies(answered.length, servers.length)) return [];
  return together(answered, servers.length);
}

/** One finding about several servers. */
function together(servers: ServerEvidence[], count = servers.length): Match[] {
  const first = servers[0];
  if (!first) return [];
  const targets = servers.map(({ target }) => target);
  const names = targets.map(hostOf);
  return [
    {
      subject: targets.join(', '),
      evidence: servers.map(({ deciding }) => deciding.id),
      values: {
        count,
        answered: servers.length,
        servers: targets.join(', '),
        host: hostOf(first.target),
        hosts: names.join(', '),
      },
    },
  ];
}

function single({ target, probes, deciding }: ServerEvidence): Match {
  return {
    subject: target,
    evidence: probes.map(({ id }) => id),
    values: {
      server: target,
      host: hostOf(target),
      sent: deciding.result?.sent ?? 0,
      seconds: Math.round(deciding.durationMs / 100) / 10,
      reason: deciding.error?.message ?? '',
    },
  };
}

/** The host of a target such as `stun:stun.example.org:3478`. */
function hostOf(target: string): string {
  return /^[a-z]+:(\[[^\]]*\]|[^:?]*)/.exec(target)?.[1] ?? target;
}
