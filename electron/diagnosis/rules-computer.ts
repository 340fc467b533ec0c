import { isLossy } from './baseline-loss.ts';
import { baselineOf, type Evidence, knownServers, probesOf } from './evidence.ts';
import { reached } from './reach.ts';
import type { Match, Rule } from './rules.ts';
import { failedAllocations } from './turn-evidence.ts';
import { distinct } from './turn-values.ts';
import { connected, triedCalls } from './webrtc-evidence.ts';

/** Findings about this computer alone: what is wrong here cannot be blamed on the network. */
export const computerRules: readonly Rule[] = [
  {
    code: 'baseline-failed',
    severity: 'critical',
    level: 'blocked',
    owner: 'computer',
    hides: ['no-servers', 'baseline-loss'],
    match: (evidence) => (isCallStopped(evidence) ? failedBaseline(evidence) : []),
  },
  {
    // What reaches servers outside can place calls: then this is odd, and no reason for calls that do not connect.
    code: 'loopback-blocked',
    severity: 'warning',
    level: 'degraded',
    owner: 'computer',
    match: (evidence) => (isCallStopped(evidence) ? [] : failedBaseline(evidence)),
  },
  {
    code: 'no-network',
    severity: 'critical',
    level: 'blocked',
    owner: 'computer',
    hides: [
      'dns-failed',
      'no-server-usable',
      'server-unreachable',
      'server-name-not-found',
      'turn-unreachable',
      'turn-name-not-found',
    ],
    match: (evidence) => offline(evidence, (asked) => asked > 0),
  },
  {
    // Nothing was asked that an adapter would have been needed for.
    code: 'not-connected',
    severity: 'info',
    level: 'good',
    owner: 'computer',
    match: (evidence) => offline(evidence, (asked) => asked === 0),
  },
  {
    code: 'baseline-loss',
    severity: 'warning',
    level: 'degraded',
    owner: 'computer',
    match: (evidence) => (isLossy(evidence) ? baselineMatch(evidence) : []),
  },
  {
    code: 'baseline-ok',
    severity: 'ok',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => (isLossy(evidence) ? [] : baselineMatch(evidence)),
  },
  {
    code: 'no-servers',
    severity: 'info',
    level: 'good',
    owner: 'service',
    match: (evidence) => {
      const baseline = baselineOf(evidence);
      const asked = evidence.probes.some(
        ({ kind }) =>
          kind === 'stun.binding' || kind.startsWith('turn.') || kind.startsWith('nat.'),
      );
      if (asked || !baseline) return [];
      return [
        { subject: 'profile', evidence: [baseline.id], values: { profile: evidence.profile } },
      ];
    },
  },
  {
    code: 'probe-crashed',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: crashed,
  },
];

/** One finding for all: whatever they would have shown, the mistake is Callpath's. */
function crashed({ probes }: Evidence): Match[] {
  const broken = probes.filter(({ error }) => error?.code === 'internal');
  if (broken.length === 0) return [];
  return [
    {
      subject: distinct(broken.map(({ target }) => target)).join(', '),
      evidence: broken.map(({ id }) => id),
      values: { tests: broken.map(({ id, error }) => `${id}: ${error?.message ?? ''}`).join(' ') },
    },
  ];
}

function failedBaseline(evidence: Evidence): Match[] {
  const probe = baselineOf(evidence);
  if (probe?.status !== 'failed') return [];
  const outside = reached(evidence);
  const values = { reason: probe.error?.message ?? '', count: outside.length };
  return [{ subject: 'this computer', evidence: [probe.id, ...outside], values }];
}

/** Nothing outside was reached, or Chromium placed test calls and none connected. */
function isCallStopped(evidence: Evidence): boolean {
  const calls = triedCalls(evidence, 'host', 'srflx', 'baseline', 'relay');
  const isNoneConnected = calls.length > 0 && connected(calls).length === 0;
  return reached(evidence).length === 0 || isNoneConnected;
}

/** No address leads out, and nothing was reached that would say otherwise. */
function offline(evidence: Evidence, applies: (asked: number) => boolean): Match[] {
  const adapters = probesOf(evidence, 'local.interfaces').find(({ result }) => result !== null);
  const isAlone = adapters?.status === 'inconclusive' && adapters.error?.code === 'unreachable';
  const asked = [
    ...knownServers(evidence).map(({ state, deciding }) => ({ id: deciding.id, code: state })),
    ...failedAllocations(evidence).map(({ id, error }) => ({ id, code: error?.code })),
    ...probesOf(evidence, 'nat.mapping').flatMap(({ id, status, error }) =>
      status === 'failed' ? [{ id, code: error?.code }] : [],
    ),
  ];
  const isUnreached = asked.every(
    ({ code }) => code === 'unreachable' || code === 'name-not-found',
  );
  if (!isAlone || !isUnreached || !applies(asked.length) || reached(evidence).length > 0) {
    return [];
  }
  return [{ subject: 'this computer', evidence: [adapters.id, ...asked.map(({ id }) => id)] }];
}

function baselineMatch(evidence: Evidence): Match[] {
  const probe = baselineOf(evidence);
  const relay = probe?.status === 'passed' ? probe.result?.relay : null;
  if (!probe || !relay) return [];
  const values = {
    sent: relay.sent,
    received: relay.received,
    rttMs: relay.rttMs?.median ?? 0,
  };
  return [{ subject: 'this computer', evidence: [probe.id], values }];
}
