import path from 'node:path';
import type { Locale } from '../../shared/locale.ts';
import { createTranslate, type Translate } from '../../shared/messages/translate.ts';
import type { SettingName } from '../../shared/policy.ts';
import { defaultProfile, type Profile } from '../../shared/profile.ts';
import { type Redaction, redactionParts } from '../../shared/redaction.ts';
import { redactReport } from '../report/redaction.ts';
import type { Report } from '../../shared/report.ts';
import {
  atLeast,
  type EffectiveConfiguration,
  effectiveConfiguration,
} from '../policy/effective.ts';
import type { PolicyFile } from '../policy/policy-file.ts';
import { decider, lockedFailure, problemText } from '../policy/policy-messages.ts';
import { loadActiveProfile } from '../profiles.ts';
import { userDataFolder } from '../user-data.ts';
import { UsageError } from './exit-status.ts';
import { systemLocale } from './system-locale.ts';

/** What a command works under: the policy, what is in effect, and the language. */
export interface RunConfiguration {
  policyFile: PolicyFile;
  effective: EffectiveConfiguration;
  t: Translate;
}

/**
 * Puts a profile under the policy, and says on standard error what is wrong with the policy. Throws a `UsageError` for a
 * language that the policy does not leave to choose.
 */
export function configureRun(
  policyFile: PolicyFile,
  profile: Profile,
  locale: Locale | undefined,
): RunConfiguration {
  const effective = effectiveConfiguration({ policyFile, profile });
  const { value } = effective.locale;
  const t = createTranslate(
    effective.locale.locked && value !== 'system'
      ? value
      : (locale ?? (value === 'system' ? systemLocale() : value)),
  );
  const run = { policyFile, effective, t };
  if (locale !== undefined && locale !== value) refuseWhereLocked(run, 'locale');
  for (const problem of policyFile.problems) {
    process.stderr.write(`${problemText(problem, t)}\n`);
  }
  return run;
}

/**
 * The user's own profile; for commands that hardly need it the default one where it cannot be read, which standard error
 * says.
 */
export function ownProfile(): Profile {
  const loaded = loadActiveProfile(path.join(userDataFolder(), 'profile.json'));
  if (loaded.ok) return loaded.value;
  process.stderr.write(`${loaded.message}\n`);
  return defaultProfile;
}

/** For an option that would change a setting: throws where the policy does not leave it to the user. */
export function refuseWhereLocked(
  { policyFile, effective, t }: RunConfiguration,
  setting: SettingName,
): void {
  if (!effective[setting].locked) return;
  throw new UsageError(lockedFailure(policyFile, setting, t).message);
}

/**
 * The report as it may leave this computer; what a terminal prints is piped and copied, and counts as leaving. `asked`: what
 * the person wants replaced; what is preset, where it is missing. Standard error says where the policy asks for more.
 */
export function redactForRun(
  report: Report,
  asked: Redaction | undefined,
  { policyFile, effective, t }: RunConfiguration,
): Report {
  const preset = effective.redaction;
  const redaction = atLeast(preset, asked ?? preset.value);
  const isMore = redactionParts.some((part) => redaction[part] && !asked?.[part]);
  if (isMore && preset.source !== 'user') {
    const organisation = decider(policyFile, t);
    process.stderr.write(`${t('policy.redacted', { organisation })}\n`);
  }
  return redactReport(report, redaction);
}
