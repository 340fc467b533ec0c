import type { Endpoint } from '../../shared/endpoint.ts';
import { fiveTupleKey, type FiveTuple } from './action.ts';

/** More clients than a relay on one computer has. Bounds what a flood from many ports can take up. */
const maxRemembered = 4096;

/**
 * The 5-tuples of a listener's clients, each made once: a stream's packets then need neither a new one nor a new key.
 * Forgetting is harmless, so where there are too many all are forgotten.
 */
export class ClientTuples {
  readonly #server: Endpoint;
  /** By port first, which is a number and on loopback nearly always tells clients apart. */
  readonly #byPort = new Map<number, FiveTuple>();

  constructor(server: Endpoint) {
    this.#server = server;
  }

  of(client: Endpoint): FiveTuple {
    const found = this.#byPort.get(client.port);
    if (found?.client.address === client.address) return found;
    const { address, port, family } = client;
    const plain: FiveTuple = {
      transport: 'udp',
      client: { address, port, family },
      server: this.#server,
    };
    const tuple: FiveTuple = { ...plain, key: fiveTupleKey(plain) };
    if (this.#byPort.size >= maxRemembered) this.#byPort.clear();
    this.#byPort.set(port, tuple);
    return tuple;
  }
}
