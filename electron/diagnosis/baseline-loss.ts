import { baselineOf, type Evidence } from './evidence.ts';

/** One lost message of a hundred may be chance on a busy computer; this many are not. */
const tolerableLossPercent = 2;

/** Whether data is lost that never leaves this computer. */
export function isLossy(evidence: Evidence): boolean {
  const probe = baselineOf(evidence);
  const lossPercent = probe?.status === 'passed' ? (probe.result?.relay?.lossPercent ?? 0) : 0;
  return lossPercent > tolerableLossPercent;
}
