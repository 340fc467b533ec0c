import { join } from 'node:path';
import { app } from 'electron';
import * as v from 'valibot';
import { type Locale, localeSchema, matchLocale } from '../../shared/locale.ts';
import { readJsonFile } from './json-file.ts';

const chosenSchema = v.object({ locale: v.optional(localeSchema) });

/**
 * The language in which the page is drawn before there is somebody to ask: the one that the profile in `userData` names. What
 * is wrong with the profile is told later.
 */
export function pageLanguage(userData: string): Locale {
  const profile = readJsonFile(join(userData, 'profile.json'), chosenSchema, {});
  return profile.locale ?? systemLocale();
}

export function systemLocale(): Locale {
  return matchLocale(app.getPreferredSystemLanguages()[0] ?? 'en');
}
