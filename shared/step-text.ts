import { formatEndpoint } from './endpoint.ts';
import type { PlannedProbe } from './check.ts';
import type { Translate } from './messages/translate.ts';
import type { ProbeResult } from './report.ts';

/** A probe as a step that a person reads: what is being done while it runs, what came of it afterwards. */
export function stepText(probe: PlannedProbe | ProbeResult, t: Translate): string {
  const server = `${probe.target}${probe.family === 'IPv6' ? ' (IPv6)' : ''}`;
  if (!('status' in probe)) return t(`probe.step.${probe.kind}`, { server });
  if (probe.status !== 'passed') return t(`probe.${probe.status}.${probe.kind}`, { server });
  return t(`probe.done.${probe.kind}`, { server, ...doneValues(probe) });
}

function doneValues(probe: ProbeResult): Record<string, string | number> {
  if (probe.kind === 'stun.binding') {
    const mapped = probe.result?.mappedAddress;
    return { address: mapped ? formatEndpoint(mapped) : '' };
  }
  if (probe.kind === 'local.interfaces') return { count: probe.result?.interfaces.length ?? 0 };
  return {};
}
