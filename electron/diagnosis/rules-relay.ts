import ipaddr from 'ipaddr.js';
import { addressScope } from '../../shared/address-scope.ts';
import type { InterfaceScope, ProbeOf } from '../../shared/report.ts';
import { type Evidence, probesOf } from './evidence.ts';
import type { Match, Rule } from './rules.ts';
import { type AllocationTest, allocationsOf, relaysOf } from './turn-evidence.ts';
import { oldSoftware } from '../../shared/turn-software.ts';
import { ownerOfClosedUdp } from './turn-owner.ts';
import { matchHosts, transportsOf } from './turn-values.ts';

/** From the narrowest to the widest. */
const reach: Record<InterfaceScope, number> = {
  loopback: 0,
  'link-local': 1,
  private: 2,
  'unique-local': 2,
  shared: 3,
  global: 4,
};

/** Findings about TURN servers as a whole: what works, what is set up badly, and what only their operators care about. */
export const relayRules: readonly Rule[] = [
  {
    code: 'turn-only-tcp',
    severity: 'warning',
    level: 'degraded',
    owner: ownerOfClosedUdp,
    absorbs: [
      'turn-udp-silent',
      'turn-refused',
      'turn-unreachable',
      'server-silent',
      'server-refused',
    ],
    match: onlyTcp,
  },
  {
    code: 'turn-relay-private',
    severity: 'warning',
    level: 'degraded',
    owner: 'service',
    // That data passes between two such addresses, inside the server, is no comfort.
    absorbs: ['turn-data-fails', 'turn-data-ok'],
    match: relayedPrivately,
  },
  {
    code: 'turn-one-family',
    severity: 'info',
    level: 'good',
    owner: 'service',
    match: oneFamily,
  },
  {
    code: 'turn-old-software',
    severity: 'info',
    level: 'good',
    owner: 'service',
    match: (evidence) =>
      matchHosts(
        allocationsOf(evidence).filter(({ result }) => oldSoftware(result?.software ?? null)),
        ([first]) => {
          const old = oldSoftware(first?.result?.software ?? null);
          return {
            version: old?.version ?? '',
            fixedIn: old?.fixedIn ?? '',
            cves: old?.cves.join(', ') ?? '',
          };
        },
      ),
  },
  {
    code: 'turn-ok',
    severity: 'ok',
    level: 'good',
    owner: 'nobody',
    match: (evidence) =>
      matchHosts(allocationsOf(evidence).filter(({ state }) => state === 'works')),
  },
  {
    code: 'turn-not-checked',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: notChecked,
  },
  ...(
    [
      ['turn-audit-wrong', 'info', 'wrong', 'service'],
      ['turn-audit-better', 'info', 'could-be-better', 'service'],
      ['turn-audit-good', 'ok', 'good', 'nobody'],
    ] as const
  ).map(([code, severity, worst, owner]): Rule => ({
    code,
    severity,
    level: 'good',
    owner,
    match: (evidence) =>
      probesOf(evidence, 'turn.audit')
        .filter((probe) => worstOf(probe) === worst)
        .map(auditMatch),
  })),
];

/** UDP gets no answer, TCP or TLS relays: so the server runs, and something keeps UDP away from it. */
function onlyTcp(evidence: Evidence): Match[] {
  return relaysOf(evidence).flatMap(({ tests }) => {
    const overUdp = tests.filter(({ transport }) => transport === 'udp');
    const others = tests.filter(({ transport, state }) => transport !== 'udp' && state === 'works');
    const isClosed = overUdp.every(
      ({ state, error }) =>
        state === 'fails' && ['timeout', 'refused', 'unreachable'].includes(error?.code ?? ''),
    );
    if (overUdp.length === 0 || others.length === 0 || !isClosed) return [];
    const bindings = probesOf(evidence, 'stun.binding')
      .filter(({ target }) => overUdp.some((test) => test.target === target))
      .map(({ id }) => id);
    return matchHosts(overUdp, () => ({ working: transportsOf(others) })).map((match) => ({
      ...match,
      evidence: [...match.evidence, ...others.map(({ id }) => id), ...bindings],
    }));
  });
}

/**
 * A relayed address that reaches less far than the server's own: others cannot send to it. On a private network or on this
 * computer, where the server itself is private, a private relayed address is right.
 */
function relayedPrivately(evidence: Evidence): Match[] {
  const wrong = allocationsOf(evidence).filter(({ result }) => {
    const { relayedAddress, serverAddress, localAddress } = result ?? {};
    if (!relayedAddress || !serverAddress) return false;
    if (![relayedAddress, serverAddress].every(({ address }) => ipaddr.isValid(address)))
      return false;
    const isOwn =
      localAddress?.address === relayedAddress.address &&
      localAddress.address !== serverAddress.address;
    return isOwn || reachOf(relayedAddress.address) < reachOf(serverAddress.address);
  });
  return matchHosts(wrong, ([first]) => ({
    relayed: first?.result?.relayedAddress?.address ?? '',
    address: first?.result?.serverAddress?.address ?? '',
  })).map((match) => ({ ...match, evidence: [...match.evidence, ...dataTests(evidence, wrong)] }));
}

/** The tests of what passes through these relayed addresses: they fail for the same reason. */
function dataTests(evidence: Evidence, tests: readonly AllocationTest[]): string[] {
  const targets = new Set(tests.map(({ target }) => target));
  return probesOf(evidence, 'turn.relay')
    .filter(({ id, target }) => targets.has(target) && !tests.some((test) => test.id === id))
    .map(({ id }) => id);
}

function reachOf(address: string): number {
  return reach[addressScope(address)];
}

function oneFamily(evidence: Evidence): Match[] {
  const tests = allocationsOf(evidence);
  const failing = tests.filter(
    (test) => test.state === 'fails' && tests.some((other) => isOtherFamily(test, other)),
  );
  return matchHosts(failing, ([first]) => ({
    working: first?.family === 'IPv4' ? 'IPv6' : 'IPv4',
    failing: first?.family ?? '',
  })).map((match) => ({
    ...match,
    evidence: [
      ...match.evidence,
      ...tests
        .filter((test) =>
          failing.some((one) => match.evidence.includes(one.id) && isOtherFamily(one, test)),
        )
        .map(({ id }) => id),
    ],
  }));
}

function isOtherFamily(failing: AllocationTest, other: AllocationTest): boolean {
  return (
    other.state === 'works' && other.target === failing.target && other.family !== failing.family
  );
}

/** What was skipped by one address family is known by the other one. */
function notChecked(evidence: Evidence): Match[] {
  const tests = allocationsOf(evidence);
  const known = new Set(
    tests.filter(({ state }) => state !== 'unknown').map(({ target }) => target),
  );
  return matchHosts(
    tests.filter(
      ({ id, target, error }) =>
        !known.has(target) &&
        error?.code !== 'cancelled' &&
        evidence.probes.some((probe) => probe.id === id && probe.status === 'skipped'),
    ),
  );
}

function worstOf({ result }: ProbeOf<'turn.audit'>) {
  const ratings = (['wrong', 'could-be-better', 'good'] as const).filter((rating) =>
    result?.items.some((item) => item.rating === rating),
  );
  return ratings[0];
}

function auditMatch({ id, target, result }: ProbeOf<'turn.audit'>): Match {
  const of = (...ratings: string[]) =>
    (result?.items ?? []).filter(({ rating }) => ratings.includes(rating));
  const todo = of('wrong', 'could-be-better');
  return {
    subject: target,
    evidence: [id],
    values: {
      server: target,
      count: of('wrong').length || of('could-be-better').length || of('good').length,
      items: todo
        .map(({ title, coturnOption }) => (coturnOption ? `${title} (${coturnOption})` : title))
        .join(' '),
    },
  };
}
