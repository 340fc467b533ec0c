import type { Session } from 'electron';
import type { UpdateFailure } from '../../shared/updates.ts';
import { UpdateError } from './update-failure.ts';

/** What a server says of a release is a page of text. */
const maxDescriptionBytes = 256 * 1024;

/**
 * Watches the session in which updates are asked for: https alone, wherever a server leads to; no answer without an end or larger
 * than announced; and no number by which a server could tell this computer from another.
 */
export class UpdateGuard {
  /** Why a request was stopped, which its own error does not say. */
  #refusal: UpdateError | null = null;
  #maxBytes = maxDescriptionBytes;
  #end: () => void = () => undefined;

  constructor(session: Session) {
    const { webRequest } = session;
    webRequest.onBeforeRequest(({ url }, answer) => {
      const isSafe = new URL(url).protocol === 'https:';
      if (!isSafe) this.#refuse('untrusted', `the server leads to ${origin(url)}`);
      answer({ cancel: !isSafe });
    });
    webRequest.onBeforeSendHeaders(({ requestHeaders }, answer) => {
      // electron-updater's random number of this computer, and what it calls itself.
      const kept = Object.entries(requestHeaders).filter(
        ([name]) => !['x-user-staging-id', 'user-agent'].includes(name.toLowerCase()),
      );
      answer({ requestHeaders: { ...Object.fromEntries(kept), 'User-Agent': 'Callpath' } });
    });
    webRequest.onHeadersReceived(({ statusCode, responseHeaders }, answer) => {
      const isContent = statusCode >= 200 && statusCode < 300;
      const reason = isContent ? this.#reasonAgainst(responseHeaders ?? {}) : null;
      if (reason !== null) this.#refuse('unreadable', reason);
      answer({ cancel: reason !== null });
    });
  }

  /**
   * Does what asks the server for a file of so many bytes, or (`null`) for the description of a release. The signal that `work`
   * is given ends with `signal`, and where a request was stopped: Electron does not always tell whoever made it.
   */
  async watch<T>(
    bytes: number | null,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const own = new AbortController();
    const end = () => {
      own.abort();
    };
    this.#refusal = null;
    this.#maxBytes = bytes ?? maxDescriptionBytes;
    this.#end = end;
    signal.addEventListener('abort', end);
    try {
      return await work(own.signal);
    } catch (error) {
      throw this.#refusal ?? error;
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  #refuse(failure: UpdateFailure, detail: string): void {
    this.#refusal = new UpdateError(failure, detail);
    this.#end();
  }

  #reasonAgainst(headers: Record<string, string[]>): string | null {
    const [, [length = ''] = []] =
      Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-length') ?? [];
    if (!/^\d+$/.test(length)) return 'the server does not say how long its answer is';
    return Number(length) > this.#maxBytes ? `the answer has ${length} bytes` : null;
  }
}

function origin(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'nowhere';
}
