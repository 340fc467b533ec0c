/**
 * What one audit may send at most, repetitions and connections counted. A server that answers everything gets about a third of
 * it; a server that is silent at every port, and other servers of the profile that are silent too, still stay below it.
 */
export const maxRequests = 200;

/** Counts what an audit sends. Nothing is sent beyond the limit, whatever the server does. */
export class RequestCount {
  readonly #limit: number;
  #made = 0;
  #reserved = 0;

  constructor(limit = maxRequests) {
    this.#limit = limit;
  }

  /** Requests that were sent, repetitions included, and connections that were tried. */
  get made(): number {
    return this.#made;
  }

  /**
   * Runs what sends at most `most` and tells how many it sent. Null: the limit does not leave room for it, and nothing
   * was sent.
   */
  async run<T>(most: number, send: () => Promise<{ sent: number; value: T }>): Promise<T | null> {
    if (this.#made + this.#reserved + most > this.#limit) return null;
    this.#reserved += most;
    const { sent, value } = await send();
    this.#reserved -= most;
    this.#made += sent;
    return value;
  }

  /** For one that is sent without waiting for anything. False: it must not be sent. */
  take(): boolean {
    if (this.#made + this.#reserved + 1 > this.#limit) return false;
    this.#made += 1;
    return true;
  }
}
