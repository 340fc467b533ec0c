import type { RetentionLimits, RetentionView } from '../../shared/history.ts';
import { type Outcome, success } from '../../shared/outcome.ts';
import { defaultProfile } from '../../shared/profile.ts';
import type { HistoryFile } from '../history/history-file.ts';
import { effectiveConfiguration } from './effective.ts';
import type { PolicyFile } from './policy-file.ts';

/** How long the sessions of a history are kept: what was chosen for it, under the policy. */
export function effectiveRetention(
  history: HistoryFile,
  policyFile: PolicyFile,
): Outcome<RetentionLimits> {
  const chosen = history.chosenRetention();
  if (!chosen.ok) return chosen;
  const sources = { policyFile, profile: defaultProfile, retention: chosen.value };
  return success(effectiveConfiguration(sources).retention.value);
}

/** The same with what the history takes. */
export function viewRetention(
  history: HistoryFile,
  policyFile: PolicyFile,
): Outcome<RetentionView> {
  const limits = effectiveRetention(history, policyFile);
  if (!limits.ok) return limits;
  const view = history.retention();
  return view.ok ? success({ ...view.value, ...limits.value }) : view;
}

/** Removes for good what is beyond them; tells how many sessions that were. */
export function applyRetention(
  history: HistoryFile,
  policyFile: PolicyFile,
): Outcome<{ removed: number }> {
  const limits = effectiveRetention(history, policyFile);
  return limits.ok ? history.applyRetention(limits.value) : limits;
}
