import { type Evidence } from './evidence.ts';
import { blockedUdp } from './nat-evidence.ts';
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
    hides: ['udp-blocked', 'all-servers-silent', 'server-silent', 'no-server-usable'],
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
      'all-servers-silent',
      'server-silent',
      'no-server-usable',
      'turn-only-tcp',
    ],
    byNat: true,
    match: (evidence) => (relayBesideUdp(evidence) === 'works' ? withRelays(evidence) : []),
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
  if (tests.some(({ state }) => state === 'works')) return 'works';
  const isTried = tests.length > 0 && tests.every(({ state }) => state === 'fails');
  // Where TCP fails as well, "nothing gets through" is the cause.
  return isTried && blockedUdp(evidence)?.result?.tcpWorks !== false ? 'fails' : null;
}

function withRelays(evidence: Evidence): Match[] {
  return blockedMatch(evidence, () => true).map((match) => addRelays(match, evidence));
}

function addRelays(match: Match, evidence: Evidence): Match {
  const tests = allocationsOf(evidence).filter(({ state }) => state !== 'unknown');
  const working = tests.filter(({ state }) => state === 'works');
  const told = working.length > 0 ? working : tests;
  return {
    ...match,
    evidence: [...match.evidence, ...tests.map(({ id }) => id)],
    values: {
      ...match.values,
      relays: distinct(told.map(({ target }) => target)).join(', '),
      over: transportsOf(told),
      ports: portsOf(told),
    },
  };
}
