import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file that is there as long as the window's process runs: the next start finds it where that process ended without quitting.
 * Nothing throws: without the mark such an end is only not told.
 */
export class RunMark {
  readonly #path: string;
  /** When the last start began that did not quit; `null` where it did, or where there was none. */
  readonly leftAt: Date | null;

  /** Only the one process that holds the application's lock may make one. */
  constructor(folder: string) {
    this.#path = join(folder, 'running');
    this.leftAt = statSync(this.#path, { throwIfNoEntry: false })?.mtime ?? null;
  }

  set(): void {
    try {
      writeFileSync(this.#path, `${process.pid}\n`, { mode: 0o600 });
    } catch {
      // A full disk, or a folder that may not be written.
    }
  }

  remove(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch {
      // As above.
    }
  }
}
