import type { MessageKey, Translate } from '../shared/messages/translate.ts';

/** What went wrong while Callpath ran, for the window's page, in the language that it has when it asks. */
export class Troubles {
  #keys: MessageKey[] = [];

  /** Each is told once, however often it happens. */
  add(key: MessageKey): void {
    this.#keys = [...this.#keys.filter((known) => known !== key), key];
  }

  in(t: Translate): string[] {
    return this.#keys.map((key) => t(key));
  }
}
