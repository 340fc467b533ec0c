import type { ProbeOf, ProbeResult } from '../../shared/report.ts';
import { type Evidence, probesOf, serversOf } from './evidence.ts';
import type { Match, Rule } from './rules.ts';
import { normalTarget, serverWitnesses } from './webrtc-evidence.ts';

/** The last row of the table: what no other row rests on. */
export const restRules: readonly Rule[] = [
  {
    code: 'tests-without-result',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: withoutResult,
  },
];

/** Tests that ended without a result that says anything, and that are no consequence of what was told. */
function withoutResult(evidence: Evidence, told: ReadonlySet<string>): Match[] {
  const rest = evidence.probes.filter(
    (probe) => isOpen(probe) && !told.has(probe.id) && !isConsequence(probe, evidence),
  );
  if (rest.length === 0) return [];
  const reasons = rest.map(({ id, error }) => (error ? `${id}: ${error.message}` : id));
  return [
    {
      subject: [...new Set(rest.map(({ target }) => target))].join(', '),
      evidence: rest.map(({ id }) => id),
      values: { count: rest.length, tests: reasons.join(' ') },
    },
  ];
}

/** What was cancelled was so by a person, and a crash has a finding of its own. */
function isOpen({ status, error }: ProbeResult): boolean {
  const hasNone = status === 'failed' || status === 'inconclusive';
  return hasNone && error?.code !== 'cancelled' && error?.code !== 'internal';
}

/** Whether the test could not end otherwise after what other findings say. */
function isConsequence(probe: ProbeResult, evidence: Evidence): boolean {
  switch (probe.kind) {
    case 'nat.mapping':
    case 'nat.filtering':
    case 'nat.alg':
    case 'nat.hairpinning':
    case 'nat.lifetime':
      return isUdpClosed(evidence);
    case 'turn.allocate':
    case 'turn.relay':
    case 'turn.audit':
      return serversOf(evidence).some(
        ({ target, state }) =>
          target === probe.target && state !== 'answered' && state !== 'unknown',
      );
    case 'webrtc.gather':
    case 'webrtc.call':
      return failsForPlainSockets(probe, evidence) || isAcrossClosedNetwork(probe, evidence);
    case 'webrtc.media':
      return (
        isAcrossClosedNetwork(probe, evidence) ||
        probesOf(evidence, 'webrtc.call').some(
          ({ status, result }) => status === 'failed' && result?.path === probe.result?.path,
        )
      );
    default:
      return false;
  }
}

/** Both witnesses fail: there is one cause, and the plain sockets have told it. */
function failsForPlainSockets({ target }: ProbeResult, evidence: Evidence): boolean {
  return serverWitnesses(evidence).some(
    (pair) => pair.target === normalTarget(target) && pair.raw.state === 'fails',
  );
}

/** What no server answers over UDP says in its own finding. */
function isUdpClosed(evidence: Evidence): boolean {
  const servers = serversOf(evidence);
  return servers.length > 0 && servers.every(({ state }) => state !== 'answered');
}

/** The direct way leads nowhere then. */
function isAcrossClosedNetwork(
  { result }: ProbeOf<'webrtc.gather' | 'webrtc.call' | 'webrtc.media'>,
  evidence: Evidence,
): boolean {
  const isDirect = result === null || !('path' in result) || result.path === 'srflx';
  return isDirect && isUdpClosed(evidence);
}
