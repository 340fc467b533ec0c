import type { Endpoint } from '../../../shared/endpoint.ts';
import { decodeMessage, encodeMessage } from '../../stun/index.ts';
import type { Random } from '../../../shared/testing/random.ts';

export const dependences = [
  'endpoint-independent',
  'address-dependent',
  'address-and-port-dependent',
] as const;
export type Dependence = (typeof dependences)[number];

export const portAssignments = ['preservation', 'parity', 'contiguous', 'random'] as const;
export type PortAssignment = (typeof portAssignments)[number];

export interface NatOptions {
  /** `none`: addresses stay, only the filter works: a stateful firewall. */
  mapping: Dependence | 'none';
  filtering: Dependence;
  ports?: PortAssignment;
  /** A mapping, and what its filter lets in, is gone when nothing was sent out for this long. */
  lifetimeMs?: number;
  hairpinning?: boolean;
  /** Rewrites MAPPED-ADDRESS in what comes in, as a generic ALG does. */
  alg?: boolean;
  publicAddress?: string;
}

interface Mapping {
  key: string;
  internal: Endpoint;
  external: Endpoint;
  /** When something was last sent to an address, and to an endpoint, through this mapping. */
  contacted: Map<string, number>;
  lastUsedMs: number;
}

const firstPort = 1024;
const ports = 65_536 - firstPort;

/** A NAT in all the ways of RFC 4787: mapping (4.1), port assignment (4.2), lifetime (4.3), filtering (5), hairpinning (6). */
export class SimulatedNat {
  readonly publicAddress: string;
  readonly hairpinning: boolean;
  readonly #options: Required<NatOptions>;
  readonly #random: Random;
  readonly #mappings = new Map<string, Mapping>();
  #nextPort: number;

  constructor(options: NatOptions, random: Random) {
    this.#options = {
      ports: 'preservation',
      lifetimeMs: 120_000,
      hairpinning: false,
      alg: false,
      publicAddress: '203.0.113.1',
      ...options,
    };
    this.publicAddress = this.#options.publicAddress;
    this.hairpinning = this.#options.hairpinning;
    this.#random = random;
    this.#nextPort = firstPort + Math.floor(random() * ports);
  }

  /** The source that a packet has outside. */
  outbound(internal: Endpoint, to: Endpoint, nowMs: number): Endpoint {
    const key = `${keyOf(internal)}>${this.#destinationKey(to)}`;
    const known = this.#mappings.get(key);
    const mapping =
      known && this.#isAlive(known, nowMs) ? known : this.#create(key, internal, nowMs);
    mapping.lastUsedMs = nowMs;
    mapping.contacted.set(to.address, nowMs);
    mapping.contacted.set(keyOf(to), nowMs);
    return mapping.external;
  }

  /** The inside endpoint that a packet is let in to; `null`: it is dropped. */
  inbound(from: Endpoint, external: Endpoint, nowMs: number): Endpoint | null {
    const mapping = this.#alive(external.port, nowMs);
    if (!mapping || external.address !== mapping.external.address) return null;
    const { filtering } = this.#options;
    if (filtering === 'endpoint-independent') return mapping.internal;
    const key = filtering === 'address-dependent' ? from.address : keyOf(from);
    return mapping.contacted.has(key) ? mapping.internal : null;
  }

  /** What a packet holds after the NAT let it in. */
  payload(bytes: Buffer, internal: Endpoint): Buffer {
    if (!this.#options.alg) return bytes;
    const decoded = decodeMessage(bytes);
    if (!decoded.ok) return bytes;
    const attributes = decoded.message.attributes.map((one) =>
      one.name === 'MAPPED-ADDRESS' ? { ...one, value: internal } : one,
    );
    return encodeMessage({ ...decoded.message, attributes });
  }

  #create(key: string, internal: Endpoint, nowMs: number): Mapping {
    const external =
      this.#options.mapping === 'none'
        ? internal
        : { ...internal, address: this.publicAddress, port: this.#assignPort(internal, nowMs) };
    const mapping = { key, internal, external, contacted: new Map(), lastUsedMs: nowMs };
    this.#mappings.set(key, mapping);
    return mapping;
  }

  #assignPort(internal: Endpoint, nowMs: number): number {
    const { ports: assignment } = this.#options;
    const isFree = (port: number) => this.#alive(port, nowMs) === undefined;
    if (assignment === 'preservation' && isFree(internal.port)) return internal.port;
    for (;;) {
      let port = firstPort + Math.floor(this.#random() * ports);
      if (assignment === 'contiguous') {
        port = this.#nextPort;
        this.#nextPort = port === 65_535 ? firstPort : port + 1;
      } else if (assignment === 'parity' && (port - internal.port) % 2 !== 0) {
        port ^= 1;
      }
      if (isFree(port)) return port;
    }
  }

  #alive(port: number, nowMs: number): Mapping | undefined {
    for (const mapping of this.#mappings.values()) {
      if (mapping.external.port === port && this.#isAlive(mapping, nowMs)) return mapping;
    }
    return undefined;
  }

  #isAlive({ lastUsedMs }: Mapping, nowMs: number): boolean {
    return nowMs - lastUsedMs <= this.#options.lifetimeMs;
  }

  #destinationKey(to: Endpoint): string {
    const { mapping } = this.#options;
    if (mapping === 'endpoint-independent' || mapping === 'none') return '*';
    return mapping === 'address-dependent' ? to.address : keyOf(to);
  }
}

export function keyOf({ address, port }: Endpoint): string {
  return `${address}|${port}`;
}
