/** Files that are to be opened, kept until somebody can: a start may name one before there is a window. */
export class IncomingFiles {
  readonly #waiting: string[] = [];
  #listener: ((path: string) => void) | null = null;

  /** Nothing, where there was no file after all. */
  add(path: string | null): void {
    if (path === null) return;
    if (this.#listener) this.#listener(path);
    else this.#waiting.push(path);
  }

  /** From now on each file goes to `listener`, beginning with those that waited. */
  listen(listener: (path: string) => void): void {
    this.#listener = listener;
    for (const path of this.#waiting.splice(0)) listener(path);
  }
}
