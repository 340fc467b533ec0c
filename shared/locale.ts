import * as v from 'valibot';

export const locales = ['en', 'zh-CN'] as const;
export const localeSchema = v.picklist(locales);
export type Locale = v.InferOutput<typeof localeSchema>;

/** The supported locale nearest to a BCP 47 tag such as `zh-Hans-SG` or `en_GB.UTF-8`; English where none is near. */
export function matchLocale(tag: string): Locale {
  return /^zh\b/i.test(tag.replace('_', '-')) ? 'zh-CN' : 'en';
}
