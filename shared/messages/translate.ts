import type { Locale } from '../locale.ts';
import { en } from './en.ts';
import { translateFrom } from './translator.ts';
import { zhCN } from './zh-CN.ts';

/** The same tree of keys with any text: a missing or an extra key in a translation does not compile. */
export type Translated<T> = { [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

/** Plural forms are written as `key_one` and `key_other`, and asked for as `key` with a `count`. */
type WithoutPluralForm<K extends string> = K extends `${infer Base}_one`
  ? Base
  : K extends `${infer Base}_other`
    ? Base
    : K;

export type MessageKey = WithoutPluralForm<Paths<typeof en>>;
export type MessageValues = Record<string, string | number>;

/** Looks up a text and fills in its `{{values}}`. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** Texts by their keys: all of a language, or some groups of it. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

export const allTexts = { en, 'zh-CN': zhCN } as const;

/** The texts of a locale. Values are inserted as they are: who shows them as markup must escape them. */
export function createTranslate(locale: Locale): Translate {
  return translateFrom(allTexts, locale);
}
