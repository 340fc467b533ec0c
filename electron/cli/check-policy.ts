import type { Profile } from '../../shared/profile.ts';
import type { ProbeKind } from '../../shared/report.ts';
import { forbiddenFailure } from '../policy/policy-messages.ts';
import { UsageError } from './exit-status.ts';
import type { ServerOptions } from './profile-from-options.ts';
import { refuseWhereLocked, type RunConfiguration } from './run-configuration.ts';

/** What of a check's options the policy may forbid. */
export interface CheckedOptions extends ServerOptions {
  probes?: ProbeKind[];
  audit?: true;
  auditPeers?: true;
  deadline?: number;
  lifetimeLimit?: number;
}

/** How long `nat.lifetime` searches where nobody says. */
const builtInLifetimeSec = 300;

/**
 * Throws a `UsageError` for options that the policy forbids. What asks for less stays allowed: no servers, fewer tests, less
 * time, more that is replaced.
 */
export function checkPolicy(options: CheckedOptions, own: Profile, run: RunConfiguration): void {
  const namesServers = own.stun.length + own.turn.length > 0;
  const isGiven = options.stun.length + options.turn.length > 0 || options.profile !== undefined;
  if (isGiven && namesServers) refuseWhereLocked(run, 'servers');
  checkProbes(options, run);
  const { deadlineSec, lifetimeSec } = run.effective.budgets.value;
  const isLonger =
    (options.deadline ?? 0) > (deadlineSec ?? Infinity) ||
    (options.lifetimeLimit ?? 0) > (lifetimeSec ?? builtInLifetimeSec);
  if (isLonger) refuseWhereLocked(run, 'budgets');
}

function checkProbes({ probes = [], audit, auditPeers }: CheckedOptions, run: RunConfiguration) {
  const { policyFile, effective, t } = run;
  const asked: ProbeKind[] = audit || auditPeers ? [...probes, 'turn.audit'] : probes;
  const forbidden = asked.filter((kind) => !effective.probes.value.allowed.includes(kind));
  if (forbidden.length > 0)
    throw new UsageError(forbiddenFailure(policyFile, forbidden, t).message);
}
