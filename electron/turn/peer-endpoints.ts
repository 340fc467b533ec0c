import type { Endpoint } from '../../shared/endpoint.ts';

/** More than the peers of a few calls; a power of 2. */
const places = 256;

interface Remembered {
  address: number;
  endpoint: Endpoint;
}

/**
 * Endpoints of IPv4 peers by their numbers: a stream names the same peer in each packet, and making the text of an address
 * costs more than finding it. Bounded: each endpoint has one place, which the next one with the same place takes.
 */
export class PeerEndpoints {
  readonly #remembered: (Remembered | undefined)[] = Array.from({ length: places });

  ipv4(address: number, port: number): Endpoint {
    const place = (address ^ (address >>> 8) ^ port) & (places - 1);
    const found = this.#remembered[place];
    if (found?.address === address && found.endpoint.port === port) return found.endpoint;
    const text = `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
    const endpoint: Endpoint = { address: text, port, family: 'IPv4' };
    this.#remembered[place] = { address, endpoint };
    return endpoint;
  }
}
