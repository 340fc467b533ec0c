import { join } from 'node:path';
import { app } from 'electron';
import * as v from 'valibot';
import { type Locale, localeSchema, matchLocale } from '../../shared/locale.ts';
import { readJsonFile } from './json-file.ts';

const chosenSchema = v.object({ locale: v.optional(localeSchema) });

/**
 * The language in which the page is drawn before there is somebody to ask: that of the policy where it locks it, else the one
 * that the profile in `userData` names. What is wrong with either is told later.
 */
export function pageLanguage(
  userData: string,
  policy: { locale: Locale | null; locked: boolean },
): Locale {
  const own = policy.locked
    ? undefined
    : readJsonFile(join(userData, 'profile.json'), chosenSchema, {}).locale;
  return own ?? policy.locale ?? systemLocale();
}

export function systemLocale(): Locale {
  return matchLocale(app.getPreferredSystemLanguages()[0] ?? 'en');
}
