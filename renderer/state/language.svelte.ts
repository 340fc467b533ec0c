import type { Locale } from '../../shared/locale.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { createFormat, type Format } from '../format.ts';

/** Texts and formats of the chosen language. What is read from here in a component follows a change at once. */
export class Language {
  readonly #locale: () => Locale;
  readonly #textsOf: (locale: Locale) => Translate;
  readonly #texts = $derived.by(() => this.#textsOf(this.#locale()));
  readonly format: Format = $derived.by(() => createFormat(this.#locale(), this.#texts));

  constructor(locale: () => Locale, textsOf: (locale: Locale) => Translate) {
    this.#locale = locale;
    this.#textsOf = textsOf;
  }

  readonly t: Translate = (key, values) => this.#texts(key, values);
}
