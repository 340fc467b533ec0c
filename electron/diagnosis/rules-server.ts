import { type Evidence, knownServers, probesOf, type ServerEvidence } from './evidence.ts';
import { ownerOfName, ownerOfNames, unknownNames } from './names.ts';
import { hostOf } from './owner.ts';
import { reached } from './reach.ts';
import type { Match, Rule } from './rules.ts';
import { distinct } from './turn-values.ts';

type State = ServerEvidence['state'];

/** Fewer hosts than this never decide that calls are blocked: one that fails may simply be down. */
const enoughToBlame = 2;

/** Findings about STUN over UDP: single servers, and what they say together about the network. */
export const serverRules: readonly Rule[] = [
  {
    code: 'dns-failed',
    severity: 'critical',
    level: 'blocked',
    owner: ownerOfNames,
    hides: ['server-name-not-found', 'no-server-usable', 'turn-name-not-found'],
    match: (evidence) => (reached(evidence).length > 0 ? [] : unknownNames(evidence)),
  },
  {
    code: 'dns-failed-partly',
    severity: 'warning',
    level: 'degraded',
    owner: ownerOfNames,
    hides: [
      'server-name-not-found',
      'no-server-usable',
      'turn-name-not-found',
      'servers-fail-relayed',
    ],
    match: (evidence) => (reached(evidence).length > 0 ? unknownNames(evidence) : []),
  },
  {
    code: 'all-servers-refused',
    severity: 'critical',
    level: 'blocked',
    owner: 'network',
    hides: ['server-refused', 'no-server-usable'],
    match: (evidence) =>
      reached(evidence).length > 0 ? [] : allIn(evidence, 'refused', enoughToBlame),
  },
  {
    code: 'all-servers-silent',
    severity: 'warning',
    level: 'inconclusive',
    owner: 'unknown',
    hides: ['server-silent', 'no-server-usable'],
    match: (evidence) => [...allIn(evidence, 'silent', 1), ...silentDiscovery(evidence)],
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
];

function allIn(evidence: Evidence, state: State, atLeast: number): Match[] {
  const servers = knownServers(evidence);
  const hosts = new Set(servers.map(({ target }) => hostOf(target)));
  const all = hosts.size >= atLeast && servers.every((server) => server.state === state);
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

/** Where only the NAT tests asked servers, and none answered: as little as silent Binding does that tell why. */
function silentDiscovery(evidence: Evidence): Match[] {
  if (probesOf(evidence, 'stun.binding').length > 0 || reached(evidence).length > 0) return [];
  const silent = probesOf(evidence, 'nat.mapping').filter(
    ({ result }) => result?.reason === 'no-answer',
  );
  const targets = distinct(
    silent.flatMap(({ result }) => (result?.servers ?? []).flatMap((server) => server.targets)),
  );
  if (silent.length === 0) return [];
  return [
    {
      subject: 'this network',
      evidence: silent.map(({ id }) => id),
      values: { count: targets.length, servers: targets.join(', ') },
    },
  ];
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
      evidence: servers.flatMap(sharing),
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

/** The probes that say the same as the one that decides, by whichever family. */
function sharing({ probes, deciding }: ServerEvidence): string[] {
  return probes.flatMap(({ id, status }) => (status === deciding.status ? id : []));
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
