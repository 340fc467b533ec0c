import { type Evidence, knownServers } from './evidence.ts';
import { blockedUdp, isAnswered, natOf } from './nat-evidence.ts';
import { relayWays } from './reach.ts';
import type { Match, Rule } from './rules.ts';
import { blockedMatch, kindMatch } from './rules-nat.ts';
import { allocationsOf, failsAsRelay, relaysOf } from './turn-evidence.ts';
import { ownerOfRelays } from './turn-owner.ts';
import { distinct, portsOf, transportsOf } from './turn-values.ts';

/**
 * Findings about network and relays together: whether a call has any way at all. They stand before their parts, because
 * "direct calls should work" is not to be said where they cannot.
 */
export const pathRules: readonly Rule[] = [
  {
    code: 'no-path-for-calls',
    severity: 'critical',
    level: 'blocked',
    owner: 'network',
    hides: [
      'udp-blocked',
      'turn-udp-silent',
      'all-servers-silent',
      'server-silent',
      'no-server-usable',
    ],
    byNat: true,
    match: (evidence) => (relayBesideUdp(evidence) === 'fails' ? withRelays(evidence) : []),
  },
  {
    code: 'udp-blocked-relayed',
    severity: 'warning',
    level: 'degraded',
    owner: 'network',
    hides: [
      'udp-blocked',
      'udp-and-tcp-blocked',
      'servers-fail-relayed',
      'all-servers-silent',
      'server-silent',
      'no-server-usable',
      'turn-only-tcp',
      'turn-udp-silent',
    ],
    byNat: true,
    match: (evidence) => (relayBesideUdp(evidence) === 'works' ? withRelays(evidence) : []),
  },
  {
    // Whatever became of Binding, a call has a way, so it is not blocked.
    code: 'servers-fail-relayed',
    severity: 'warning',
    level: 'degraded',
    owner: (_, evidence) =>
      relayWays(evidence).some(({ transport }) => transport === 'udp') ? 'service' : 'network',
    hides: ['all-servers-silent', 'all-servers-refused', 'no-server-usable'],
    match: failsBesideRelay,
  },
  {
    code: 'nat-symmetric-no-relay',
    severity: 'warning',
    level: 'degraded',
    owner: ownerOfRelays,
    hides: ['nat-symmetric'],
    byNat: true,
    match: (evidence) => {
      const relays = relaysOf(evidence);
      if (relays.length === 0 || !relays.every(failsAsRelay)) return [];
      return kindMatch(evidence, 'symmetric').map((match) => addRelays(match, evidence));
    },
  },
];

/** Where UDP is blocked, what is left is a relay over TCP or TLS. Null where UDP is not blocked, or none was asked. */
function relayBesideUdp(evidence: Evidence): 'works' | 'fails' | null {
  if (!blockedUdp(evidence)) return null;
  const tests = allocationsOf(evidence).filter(({ transport }) => transport !== 'udp');
  if (relayWays(evidence).some(({ transport }) => transport !== 'udp')) return 'works';
  const isTried = tests.length > 0 && tests.every(({ state }) => state === 'fails');
  // Where TCP fails as well, "nothing gets through" is the cause.
  return isTried && blockedUdp(evidence)?.result?.tcpWorks !== false ? 'fails' : null;
}

/** No server answers Binding, in whatever way each fails, and a relay works all the same. */
function failsBesideRelay(evidence: Evidence): Match[] {
  const servers = knownServers(evidence);
  const isNone = servers.length > 0 && servers.every(({ state }) => state !== 'answered');
  const isHeard = (['IPv4', 'IPv6'] as const).some((family) => isAnswered(natOf(evidence, family)));
  if (!isNone || isHeard || relayWays(evidence).length === 0) return [];
  const targets = servers.map(({ target }) => target).join(', ');
  const match = {
    subject: targets,
    evidence: servers.map(({ deciding }) => deciding.id),
    values: { count: servers.length, servers: targets },
  };
  return [addRelays(match, evidence)];
}

function withRelays(evidence: Evidence): Match[] {
  return blockedMatch(evidence, () => true).map((match) => addRelays(match, evidence));
}

function addRelays(match: Match, evidence: Evidence): Match {
  const tests = allocationsOf(evidence).filter(({ state }) => state !== 'unknown');
  const working = relayWays(evidence);
  const told = working.length > 0 ? working : tests;
  return {
    ...match,
    evidence: distinct([...match.evidence, ...[...tests, ...working].map(({ id }) => id)]),
    values: {
      ...match.values,
      relays: distinct(told.map(({ target }) => target)).join(', '),
      over: transportsOf(told),
      ports: portsOf(tests),
    },
  };
}
