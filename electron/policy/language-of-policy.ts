import { type Locale, locales } from '../../shared/locale.ts';
import { leadsElsewhere } from './leads-elsewhere.ts';
import { parsePolicyText } from './policy-text.ts';
import { maxPolicyBytes, readSmallFile } from './small-file.ts';

/**
 * What the policy says of the language, without reading the rest of it: for the first picture of the window. What is wrong
 * with the policy is told later.
 */
export function languageOfPolicy(path: string): { locale: Locale | null; locked: boolean } {
  const content = leadsElsewhere(path) ? null : readSmallFile(path, maxPolicyBytes);
  const parsed = content?.ok ? parsePolicyText(content.bytes) : null;
  if (!parsed?.ok || !Object.hasOwn(parsed.value, 'locale')) return { locale: null, locked: false };
  const { locale, mayChange } = parsed.value;
  return {
    locale: locales.find((known) => known === locale) ?? null,
    locked: !(Array.isArray(mayChange) && mayChange.includes('locale')),
  };
}
