import type { ProbeOf } from '../../shared/report.ts';
import { type Evidence, probesOf, serversOf } from './evidence.ts';
import type { Match, Rule } from './rules.ts';

const unauthorized = 401;

/** Findings about TURN servers outside this computer. */
export const relayRules: readonly Rule[] = [
  {
    code: 'turn-credentials-refused',
    severity: 'warning',
    level: 'degraded',
    match: (evidence) => failed(evidence, isUnauthorized),
  },
  {
    code: 'turn-failed',
    severity: 'warning',
    level: 'degraded',
    match: (evidence) => failed(evidence, (probe) => !isUnauthorized(probe)),
  },
  {
    code: 'turn-ok',
    severity: 'ok',
    level: 'good',
    match: (evidence) =>
      probesOf(evidence, 'turn.allocate')
        .filter(({ status }) => status === 'passed')
        .map((probe) => match(probe)),
  },
  {
    code: 'turn-not-checked',
    severity: 'info',
    level: 'good',
    match: (evidence) =>
      probesOf(evidence, 'turn.allocate')
        .filter(({ status, error }) => status === 'skipped' && error?.code !== 'cancelled')
        .map((probe) => match(probe)),
  },
];

/** A server that does not even answer Binding has its finding already: that it does not relay is a consequence. */
function failed(
  evidence: Evidence,
  applies: (probe: ProbeOf<'turn.allocate'>) => boolean,
): Match[] {
  const answering = new Set(
    serversOf(evidence)
      .filter(({ state }) => state === 'answered')
      .map(({ target }) => target),
  );
  const asked = new Set(serversOf(evidence).map(({ target }) => target));
  return probesOf(evidence, 'turn.allocate')
    .filter(
      ({ status, target }) => status === 'failed' && (answering.has(target) || !asked.has(target)),
    )
    .filter(applies)
    .map((probe) => match(probe));
}

function isUnauthorized({ result }: ProbeOf<'turn.allocate'>): boolean {
  return result?.steps.at(-1)?.stunErrorCode === unauthorized;
}

function match({ id, target, result, error }: ProbeOf<'turn.allocate'>): Match {
  return {
    subject: target,
    evidence: [id],
    values: {
      server: target,
      reason: error?.message ?? '',
      address: result?.relayedAddress?.address ?? '',
      lifetimeSec: result?.lifetimeSec ?? 0,
    },
  };
}
