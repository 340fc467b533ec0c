import { isLossy } from './baseline-loss.ts';
import { baselineOf, type Evidence, knownServers, probesOf } from './evidence.ts';
import type { Match, Rule } from './rules.ts';

/** Findings about this computer alone: what is wrong here cannot be blamed on the network. */
export const computerRules: readonly Rule[] = [
  {
    code: 'baseline-failed',
    severity: 'critical',
    level: 'blocked',
    owner: 'computer',
    hides: ['no-servers', 'baseline-loss'],
    match: (evidence) => {
      const probe = baselineOf(evidence);
      if (probe?.status !== 'failed') return [];
      const reason = probe.error?.message ?? '';
      return [{ subject: 'this computer', evidence: [probe.id], values: { reason } }];
    },
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
    match: (evidence) => {
      const adapters = probesOf(evidence, 'local.interfaces').find(({ result }) => result !== null);
      const servers = knownServers(evidence);
      const offline = adapters?.status === 'inconclusive' && adapters.error?.code === 'unreachable';
      const nothingReached = servers.every(
        ({ state }) => state === 'unreachable' || state === 'name-not-found',
      );
      if (!offline || servers.length === 0 || !nothingReached) return [];
      return [
        {
          subject: 'this computer',
          evidence: [adapters.id, ...servers.map(({ deciding }) => deciding.id)],
        },
      ];
    },
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
    match: ({ probes }) =>
      probes
        .filter(({ error }) => error?.code === 'internal')
        .map(({ id, target, error }) => ({
          subject: target,
          evidence: [id],
          values: { probe: id, reason: error?.message ?? '' },
        })),
  },
];

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
