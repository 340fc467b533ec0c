import type { EventEmitter } from 'node:events';
import { appOrigin } from './app-assets.ts';

/** What Electron tells of a page that asks for camera or microphone, or whether it may. */
export interface DeviceRequest {
  /** The contents of the page, by identity; `null` where there is no page. */
  contents: object | null;
  isMainFrame: boolean;
  requestingUrl: string | undefined;
}

/** After each of these another document has taken the page's place, or none. */
const endings = ['did-navigate', 'render-process-gone', 'destroyed'] as const;

/**
 * Who may open camera and microphone: nobody, but for the window's own page between `open` and `close`. It also ends
 * when that page is loaded anew, crashes or is closed, so that a page never inherits what another was given.
 */
export class DeviceAccess {
  #contents: EventEmitter | null = null;

  open(contents: EventEmitter): void {
    this.close();
    this.#contents = contents;
    for (const ending of endings) contents.on(ending, this.close);
  }

  readonly close = (): void => {
    for (const ending of endings) this.#contents?.off(ending, this.close);
    this.#contents = null;
  };

  allows({ contents, isMainFrame, requestingUrl }: DeviceRequest): boolean {
    return (
      this.#contents !== null &&
      contents === this.#contents &&
      isMainFrame &&
      requestingUrl?.startsWith(`${appOrigin}/`) === true
    );
  }
}
