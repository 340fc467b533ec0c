import type { Endpoint } from '../../shared/endpoint.ts';
import { sameEndpoint } from '../../shared/endpoint.ts';
import { errorCodeOf } from '../stun/socket-errors.ts';
import type { FiveTuple } from './action.ts';
import type { ClientEvents } from './client-events.ts';
import { ClientTuples } from './client-tuples.ts';
import type { NatBehaviour } from './requests/binding.ts';
import { TcpListener } from './tcp-listener.ts';
import { UdpSocket } from './udp-socket.ts';

/** Linux and Windows answer at all of 127.0.0.0/8, macOS at 127.0.0.1 only. */
const secondLoopback = '127.0.0.2';
/** How often another port is tried where only one of the two protocols could have it. */
const maxPortTries = 16;
/**
 * All clients share these: a tenth of a second at 8,000 messages a second fits in, as far as the operating system allows it.
 * More would only be lost later, in the clients' own buffers, when it comes out in one burst.
 */
const recvBufferSize = 1_048_576;

/** UDP and TCP at one address and port. */
interface Pair {
  udp: UdpSocket;
  tcp: TcpListener;
}

/** The sockets that clients talk to: UDP and TCP at one port, and more of UDP for RFC 5780. */
export class Listeners {
  readonly endpoint: Endpoint;
  /** Null where this computer has one IPv4 loopback address only, or its ports are taken. */
  readonly natBehaviour: NatBehaviour | null;
  readonly #tcp: readonly TcpListener[];
  readonly #udp: readonly UdpSocket[];

  private constructor(primary: Pair, second: Pair | null, others: readonly UdpSocket[]) {
    this.endpoint = primary.udp.endpoint;
    this.#tcp = second ? [primary.tcp, second.tcp] : [primary.tcp];
    this.#udp = second ? [primary.udp, second.udp, ...others] : [primary.udp, ...others];
    const alternate = others.at(-1);
    this.natBehaviour = alternate
      ? { primary: primary.udp.endpoint, alternate: alternate.endpoint }
      : null;
  }

  /**
   * Rejects with Node's error where the wanted endpoint cannot be had, by UDP or by TCP. `second` is an address for the
   * same port that is good to have.
   */
  static async open(
    wanted: Endpoint,
    second: Pick<Endpoint, 'address' | 'family'> | null,
    events: ClientEvents,
  ): Promise<Listeners> {
    const primary = await openPair(wanted, events);
    const { port } = primary.udp.endpoint;
    const also = second && (await openPair({ ...second, port }, events).catch(() => null));
    return new Listeners(primary, also, await openForNatBehaviour(primary.udp.endpoint, events));
  }

  /**
   * Sends one message to a client, by UDP from the listener at `from`; false where that is known to be impossible. `onError`
   * as for `UdpSocket.send`.
   */
  send(to: FiveTuple, payload: Buffer, from: Endpoint, onError?: () => void): boolean {
    if (to.transport === 'tcp') return this.#tcpAt(to.server)?.send(to, payload) === true;
    return this.#udpAt(from)?.send(payload, to.client, onError) === true;
  }

  /** Ends a client's TCP connection. */
  closeClient(tuple: FiveTuple): void {
    this.#tcpAt(tuple.server)?.closeClient(tuple);
  }

  /** Ends TCP connections that are held for nothing. `isUsed`: the client has an allocation. */
  closeStale(nowMs: number, isUsed: (tuple: FiveTuple) => boolean): void {
    for (const listener of this.#tcp) listener.closeStale(nowMs, isUsed);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#tcp, ...this.#udp].map((socket) => socket.close()));
  }

  #tcpAt(endpoint: Endpoint): TcpListener | undefined {
    return this.#tcp.find((listener) => sameEndpoint(listener.endpoint, endpoint));
  }

  #udpAt(endpoint: Endpoint): UdpSocket | undefined {
    for (const socket of this.#udp) if (socket.endpoint === endpoint) return socket;
    return this.#udp.find((socket) => sameEndpoint(socket.endpoint, endpoint));
  }
}

async function openUdp(wanted: Endpoint, { onMessage }: ClientEvents): Promise<UdpSocket> {
  const socket = await UdpSocket.bind(
    wanted,
    (bytes, client) => {
      onMessage(tuples.of(client), bytes);
    },
    { recvBufferSize },
  );
  const tuples = new ClientTuples(socket.endpoint);
  return socket;
}

/** A free port is free for UDP; whether TCP can have it as well shows when it is tried. */
async function openPair(wanted: Endpoint, events: ClientEvents): Promise<Pair> {
  for (let tries = 1; ; tries += 1) {
    const udp = await openUdp(wanted, events);
    try {
      return { udp, tcp: await TcpListener.listen(udp.endpoint, events) };
    } catch (error) {
      await udp.close();
      const another = wanted.port === 0 && errorCodeOf(error) === 'EADDRINUSE';
      if (!another || tries === maxPortTries) throw error;
    }
  }
}

/** The other port at the first address, then both ports at the second one; empty where that cannot be had. */
async function openForNatBehaviour(primary: Endpoint, events: ClientEvents): Promise<UdpSocket[]> {
  if (primary.address !== '127.0.0.1') return [];
  const opened: UdpSocket[] = [];
  try {
    const second: Endpoint = { ...primary, address: secondLoopback };
    const otherPort = await openUdp({ ...primary, port: 0 }, events);
    opened.push(otherPort);
    opened.push(await openUdp(second, events));
    opened.push(await openUdp({ ...second, port: otherPort.endpoint.port }, events));
    return opened;
  } catch {
    // RFC 5780 is an extra: the relay does its work without.
    await Promise.all(opened.map((socket) => socket.close()));
    return [];
  }
}
