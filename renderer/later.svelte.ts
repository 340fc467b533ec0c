import type * as Parts from './later-parts.ts';

/** The parts of the window that its first view does without, so that this one is there earlier. */
class Later {
  #parts = $state.raw<typeof Parts | null>(null);
  #loading: Promise<typeof Parts> | null = null;

  /** `null` until they are loaded, which is a moment after the first view was drawn. */
  get parts() {
    return this.#parts;
  }

  /** Loads them once the next frame is drawn, or, where none is, for example where graphics fail, after a second. */
  load(): void {
    requestAnimationFrame(() => {
      setTimeout(() => void this.ready());
    });
    setTimeout(() => void this.ready(), 1000);
  }

  /** The parts, for who cannot do without them. */
  ready(): Promise<typeof Parts> {
    this.#loading ??= import('./later-parts.ts').then((parts) => (this.#parts = parts));
    return this.#loading;
  }
}

export const later = new Later();
