import { type Locale, matchLocale } from '../../shared/locale.ts';

/** The language of the terminal, by the environment variables that POSIX names. */
export function systemLocale(env: NodeJS.ProcessEnv = process.env): Locale {
  return matchLocale(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? 'en');
}
