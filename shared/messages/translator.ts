import i18next from 'i18next';
import type { Locale } from '../locale.ts';
import type { MessageTree, Translate } from './translate.ts';

/**
 * Looks up texts in `texts`, and in English what a language does not have. What is in neither is empty: where only a part of
 * the texts is given, the rest follows.
 */
export function translateFrom(texts: Record<Locale, MessageTree>, locale: Locale): Translate {
  const instance = i18next.createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: 'en',
    resources: {
      en: { translation: texts.en },
      'zh-CN': { translation: texts['zh-CN'] },
    },
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: () => '',
    initAsync: false,
  });
  return (key, values = {}) => instance.t(key, values);
}
