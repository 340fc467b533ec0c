import type { ProbeOf } from '../../shared/report.ts';
import { isLossy } from './baseline-loss.ts';
import { type Evidence, probesOf } from './evidence.ts';
import type { Match, Rule } from './rules.ts';

type Binding = ProbeOf<'stun.binding'>;

/** Each server gets five questions: fewer that are lost of all of them may be chance, whatever their part. */
const minLost = 3;
const noticeableLossPercent = 10;
/** ITU-T G.114: beyond 400 ms one way nobody plans a network; people talk over each other long before. */
const slowRttMs = 500;

/** Findings about how well this network carries packets, where all servers together show the same. */
export const qualityRules: readonly Rule[] = [
  {
    code: 'network-loss',
    severity: 'warning',
    level: 'degraded',
    owner: (_, evidence) => (isLossy(evidence) ? 'computer' : 'network'),
    match: lossMatch,
  },
  {
    code: 'network-slow',
    severity: 'warning',
    level: 'degraded',
    owner: 'network',
    match: slowMatch,
  },
];

/** Answers are lost at more than one server, or at the only one. */
function lossMatch(evidence: Evidence): Match[] {
  const answered = answeredBindings(evidence);
  const lossy = answered.filter(({ lost }) => lost > 0);
  const isShared = new Set(lossy.map(({ probe }) => probe.target)).size > 1;
  const isOnly = new Set(answered.map(({ probe }) => probe.target)).size === 1;
  const sent = sum(answered.map((one) => one.sent));
  const lost = sum(answered.map((one) => one.lost));
  const lossPercent = sent === 0 ? 0 : (100 * lost) / sent;
  if (lost < minLost || lossPercent < noticeableLossPercent || !(isShared || isOnly)) return [];
  return [
    {
      subject: 'this network',
      evidence: answered.map(({ probe }) => probe.id),
      values: {
        sent,
        received: sent - lost,
        lossPercent: Math.round(lossPercent),
        servers: targetsOf(lossy.map(({ probe }) => probe)),
      },
    },
  ];
}

/** Even the nearest server is far away in time. */
function slowMatch(evidence: Evidence): Match[] {
  const answered = answeredBindings(evidence).map(({ probe }) => probe);
  const rttsMs = answered.flatMap(({ result }) => result?.rttMs?.median ?? []);
  const nearestMs = Math.min(...rttsMs);
  if (rttsMs.length === 0 || nearestMs < slowRttMs) return [];
  const values = { rttMs: Math.round(nearestMs), servers: targetsOf(answered) };
  return [{ subject: 'this network', evidence: answered.map(({ id }) => id), values }];
}

interface Counted {
  probe: Binding;
  sent: number;
  lost: number;
}

function answeredBindings(evidence: Evidence): Counted[] {
  return probesOf(evidence, 'stun.binding').flatMap((probe) => {
    const { status, result } = probe;
    if (status !== 'passed' || !result) return [];
    return [{ probe, sent: result.sent, lost: Math.max(0, result.sent - result.received) }];
  });
}

function targetsOf(probes: readonly Binding[]): string {
  return [...new Set(probes.map(({ target }) => target))].join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
