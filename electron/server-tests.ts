/** The tests of single servers that the settings view started: one at a time for each server. */
export class ServerTests {
  readonly #running = new Map<string, AbortController>();

  /** Runs a test; one of the same server that still runs is ended. */
  async run<T>(serverId: string, test: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.cancel(serverId);
    const controller = new AbortController();
    this.#running.set(serverId, controller);
    try {
      return await test(controller.signal);
    } finally {
      if (this.#running.get(serverId) === controller) this.#running.delete(serverId);
    }
  }

  /** Ends the test of a server, if one runs. */
  cancel(serverId: string): void {
    this.#running.get(serverId)?.abort();
    this.#running.delete(serverId);
  }
}
