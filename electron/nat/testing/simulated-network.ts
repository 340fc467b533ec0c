import type { Endpoint } from '../../../shared/endpoint.ts';
import type { NatAction, NatMachine } from '../machine.ts';
import { type Random, seededRandom } from '../../../shared/testing/random.ts';
import { keyOf, type NatOptions, SimulatedNat } from './simulated-nat.ts';
import type { Datagram, SimulatedServer } from './simulated-server.ts';

export interface NetworkOptions {
  seed: number;
  servers: readonly SimulatedServer[];
  /** From the client outwards; none: the client is on the internet, without any filter. */
  nats?: readonly NatOptions[];
  clientAddress?: string;
  /** Of each packet, in each direction. */
  lossPercent?: number;
  /** One way. */
  delayMs?: number;
  /** Up to so much more, evenly spread. */
  jitterMs?: number;
  duplicatePercent?: number;
  /** So many packets wait for `reorderMs` more, so that later ones overtake them. */
  reorderPercent?: number;
  reorderMs?: number;
  /** From then on the client has no address; 0: it never had one. */
  addressGoneAtMs?: number;
  /** Sees every packet that reaches a server, and may add packets to the network. */
  onServerPacket?: (packet: Datagram, answers: readonly Datagram[]) => Datagram[];
  /** How long a server thinks before it answers. */
  answerAfterMs?: (packet: Datagram) => number;
  /** All packets from the client are dropped. */
  blocked?: boolean;
}

interface Event {
  atMs: number;
  run: () => void;
}

const openingMs = 0.2;

/** A client behind NATs, and servers, with a clock of their own: hours pass in milliseconds, and every run can be repeated. */
export class SimulatedNetwork {
  nowMs = 1000;
  /** What the client sent, in datagrams and in bytes of payload. */
  sent = { datagrams: 0, bytes: 0 };
  readonly #options: NetworkOptions;
  readonly #random: Random;
  readonly #nats: SimulatedNat[];
  readonly #servers = new Map<string, SimulatedServer>();
  readonly #sockets = new Map<string, Endpoint>();
  #events: Event[] = [];

  constructor(options: NetworkOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#nats = (options.nats ?? []).map((nat) => new SimulatedNat(nat, this.#random));
    for (const server of options.servers) {
      for (const endpoint of server.endpoints) this.#servers.set(keyOf(endpoint), server);
    }
  }

  get clientAddress(): string {
    return this.#options.clientAddress ?? '192.168.1.2';
  }

  /** Runs a test to its end, or to `untilMs` of the virtual clock. */
  run(machine: NatMachine, untilMs = Infinity): void {
    this.#perform(machine, machine.onTime(this.nowMs));
    while (!machine.done) {
      const next = this.#events[0];
      const wakeAtMs = Math.min(next?.atMs ?? Infinity, machine.wakeAtMs);
      if (wakeAtMs === Infinity) throw new Error('the test waits for nothing');
      if (wakeAtMs > untilMs) return;
      this.nowMs = Math.max(this.nowMs, wakeAtMs);
      if (next && next.atMs <= this.nowMs) {
        this.#events.shift();
        next.run();
      } else {
        this.#perform(machine, machine.onTime(this.nowMs));
      }
    }
    if (this.#isAddressGone && this.#options.addressGoneAtMs) machine.onAddressGone(this.nowMs);
  }

  #perform(machine: NatMachine, actions: readonly NatAction[]): void {
    for (const action of actions) {
      if (action.type === 'open') {
        const local = { address: '0.0.0.0', port: this.#freePort(), family: 'IPv4' } as const;
        this.#sockets.set(action.socket, local);
        this.#after(openingMs, () => {
          this.#perform(machine, machine.onOpened(action.socket, local, this.nowMs));
        });
      } else if (action.type === 'send') {
        this.#send(machine, action.socket, action.bytes, action.to);
      }
    }
  }

  #send(machine: NatMachine, socket: string, bytes: Buffer, to: Endpoint): void {
    if (this.#isAddressGone) {
      this.#after(0, () => {
        const code = 'EADDRNOTAVAIL';
        this.#perform(machine, machine.onSocketError(socket, code, to, this.nowMs));
      });
      return;
    }
    this.sent.datagrams += 1;
    this.sent.bytes += bytes.length;
    const local = this.#sockets.get(socket);
    if (!local || this.#options.blocked) return;
    const from = { ...local, address: this.clientAddress };
    this.#transmit(() => {
      this.#outwards({ from, to, bytes }, machine);
    });
  }

  /** Through all NATs to the server; what is sent to a NAT's own outside may be turned around there. */
  #outwards(packet: Datagram, machine: NatMachine): void {
    let { from } = packet;
    for (const [index, nat] of this.#nats.entries()) {
      from = nat.outbound(from, packet.to, this.nowMs);
      if (packet.to.address === nat.publicAddress) {
        if (nat.hairpinning) this.#inwards({ ...packet, from }, machine, index);
        return;
      }
    }
    const arrived = { ...packet, from };
    const server = this.#servers.get(keyOf(packet.to));
    const answers = server?.receive(arrived) ?? [];
    const added = this.#options.onServerPacket?.(arrived, answers) ?? [];
    const answer = () => {
      for (const one of [...answers, ...added]) {
        this.#transmit(() => {
          this.#inwards(one, machine, this.#nats.length - 1);
        });
      }
    };
    const afterMs = this.#options.answerAfterMs?.(arrived) ?? 0;
    if (afterMs > 0) this.#after(afterMs, answer);
    else answer();
  }

  #inwards({ from, to, bytes }: Datagram, machine: NatMachine, outermost: number): void {
    let inside: Endpoint | null = to;
    let payload = bytes;
    for (let index = outermost; index >= 0; index -= 1) {
      const nat = this.#nats[index];
      if (!nat || !inside) break;
      inside = nat.inbound(from, inside, this.nowMs);
      if (inside) payload = nat.payload(payload, inside);
    }
    if (!inside || inside.address !== this.clientAddress || this.#isAddressGone) return;
    const port = inside.port;
    const socket = [...this.#sockets].find(([, local]) => local.port === port)?.[0];
    if (socket === undefined || machine.done) return;
    this.#perform(machine, machine.onDatagram(socket, payload, from, this.nowMs));
  }

  /** One way of a packet: lost, late, twice or overtaken, as the dice say. */
  #transmit(arrive: () => void): void {
    const { lossPercent = 0, delayMs = 5, jitterMs = 0 } = this.#options;
    const { duplicatePercent = 0, reorderPercent = 0, reorderMs = 30 } = this.#options;
    const copies = this.#chance(duplicatePercent) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      if (this.#chance(lossPercent)) continue;
      const late = this.#chance(reorderPercent) ? reorderMs : 0;
      this.#after(delayMs + this.#random() * jitterMs + late, arrive);
    }
  }

  #chance(percent: number): boolean {
    return percent > 0 && this.#random() * 100 < percent;
  }

  #after(delayMs: number, run: () => void): void {
    const atMs = this.nowMs + delayMs;
    const index = this.#events.findIndex((event) => event.atMs > atMs);
    const event = { atMs, run };
    if (index < 0) this.#events.push(event);
    else this.#events.splice(index, 0, event);
  }

  #freePort(): number {
    const used = new Set([...this.#sockets.values()].map(({ port }) => port));
    for (;;) {
      const port = 49_152 + Math.floor(this.#random() * 16_384);
      if (!used.has(port)) return port;
    }
  }

  get #isAddressGone(): boolean {
    return this.nowMs - 1000 >= (this.#options.addressGoneAtMs ?? Infinity);
  }
}
