import i18next from 'i18next';
import type { Locale } from '../locale.ts';
import type { MessageKey, MessageTree, Translate } from './translate.ts';

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
  // A list asks for the same words with each of its rows.
  const plain = new Map<MessageKey, string>();
  return (key, values) => {
    if (values) return instance.t(key, values);
    const text = plain.get(key) ?? instance.t(key);
    plain.set(key, text);
    return text;
  };
}
