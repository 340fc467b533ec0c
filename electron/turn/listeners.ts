import type { Endpoint } from '../../shared/endpoint.ts';
import { sameEndpoint } from '../../shared/endpoint.ts';
import { errorCodeOf } from '../stun/socket-errors.ts';
import { ClientTuples } from './client-tuples.ts';
import type { ClientEvents } from './client-events.ts';
import { TcpListener } from './tcp-listener.ts';
import { UdpSocket } from './udp-socket.ts';

/** Where clients reach the relay, and the second address that RFC 5780 asks for where this computer has one. */
export interface NatBehaviourEndpoints {
  primary: Endpoint;
  /** Another address and another port: answers come from there when a client asks for it. */
  alternate: Endpoint;
}

/** Linux and Windows answer at all of 127.0.0.0/8, macOS at 127.0.0.1 only. */
const secondLoopback = '127.0.0.2';
/** How often another port is tried where only one of the two protocols could have it. */
const maxPortTries = 16;
/** All clients share these: a burst of many must fit in, as far as the operating system allows it. */
const recvBufferSize = 4_194_304;

/** The sockets that clients talk to: UDP and TCP at one port, and three more of UDP for RFC 5780. */
export class Listeners {
  readonly endpoint: Endpoint;
  /** Null where this computer has one loopback address only, or the ports are taken. */
  readonly natBehaviour: NatBehaviourEndpoints | null;
  readonly tcp: TcpListener;
  readonly #udp: readonly UdpSocket[];

  private constructor(primary: UdpSocket, tcp: TcpListener, others: readonly UdpSocket[]) {
    this.endpoint = primary.endpoint;
    this.tcp = tcp;
    this.#udp = [primary, ...others];
    const alternate = others.at(-1);
    this.natBehaviour = alternate
      ? { primary: primary.endpoint, alternate: alternate.endpoint }
      : null;
  }

  /** Rejects with Node's error where the wanted endpoint cannot be had, by UDP or by TCP. */
  static async open(wanted: Endpoint, events: ClientEvents): Promise<Listeners> {
    const { udp, tcp } = await openBoth(wanted, events);
    return new Listeners(udp, tcp, await openForNatBehaviour(udp.endpoint, events));
  }

  /** The UDP socket at that endpoint. */
  udpAt(endpoint: Endpoint): UdpSocket | undefined {
    return this.#udp.find(
      (socket) => socket.endpoint === endpoint || sameEndpoint(socket.endpoint, endpoint),
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.tcp.close(), ...this.#udp.map((socket) => socket.close())]);
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
async function openBoth(
  wanted: Endpoint,
  events: ClientEvents,
): Promise<{ udp: UdpSocket; tcp: TcpListener }> {
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
