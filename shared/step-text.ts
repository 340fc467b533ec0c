import { formatEndpoint } from './endpoint.ts';
import { callName } from './call-text.ts';
import type { PlannedProbe } from './check.ts';
import type { Translate } from './messages/translate.ts';
import type { ProbeResult } from './report.ts';

/** What a step needs to know of a probe that has not ended. */
type StepOfProbe = Pick<PlannedProbe, 'kind' | 'target' | 'transport' | 'family'>;

/** A probe as a step that a person reads: what is being done while it runs, what came of it afterwards. */
export function stepText(probe: StepOfProbe | ProbeResult, t: Translate): string {
  const family = probe.family === 'IPv6' ? ' (IPv6)' : '';
  const values = { server: serverOf(probe, t, family), family };
  if (!('status' in probe)) return t(`probe.step.${probe.kind}`, values);
  if (probe.status !== 'passed') return t(`probe.${probe.status}.${probe.kind}`, values);
  return t(`probe.done.${probe.kind}`, { ...values, ...doneValues(probe, t) });
}

/** A test call is named by its way: there may be no server on it. */
function serverOf(probe: StepOfProbe | ProbeResult, t: Translate, family: string): string {
  const isCall = probe.kind === 'webrtc.call' || probe.kind === 'webrtc.media';
  return isCall ? callName(probe, t, 'way') : `${probe.target}${family}`;
}

function doneValues(probe: ProbeResult, t: Translate): Record<string, string | number> {
  if (probe.result && 'behaviour' in probe.result) {
    const seconds = 'lifetimeSec' in probe.result ? (probe.result.lifetimeSec ?? 0) : 0;
    return { behaviour: t(`report.nat.${probe.result.behaviour}`), seconds };
  }
  if (probe.kind === 'stun.binding') {
    const mapped = probe.result?.mappedAddress;
    return { address: mapped ? formatEndpoint(mapped) : '' };
  }
  if (probe.kind === 'local.interfaces') return { count: probe.result?.interfaces.length ?? 0 };
  return {};
}
