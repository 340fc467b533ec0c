import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import type { Action, PeerDatagram, RelayId } from './action.ts';
import { loopbackAddress } from './loopback-families.ts';
import { maxSurelySentBytes, UdpSocket, type DatagramHandler } from './udp-socket.ts';

/** How often another port is tried for EVEN-PORT before the relay counts as full. */
const maxEvenPortTries = 32;

/** What was opened for an `open-relay` action. */
export interface OpenedRelay {
  address: Endpoint;
  reserved: Endpoint | null;
}

/**
 * Asked for each relay socket: a burst of a second's media has room, where the operating system allows it, and 1,000
 * allocations stay possible.
 */
const recvBufferSize = 1_048_576;

/** The longest datagram of UDP over IPv4. One that is longer is never handed over: the system has to refuse it. */
const maxDatagramBytes = 65_507;

type SendToPeer = Extract<Action, { type: 'send-to-peer' }>;

/** What comes in at the relay sockets. */
export interface RelaySocketEvents {
  onDatagram: (datagram: PeerDatagram) => void;
  /** A datagram of so many bytes could not be sent; `code` is Node's. */
  onError: (relay: RelayId, peer: Endpoint, code: string, bytes: number) => void;
}

interface RelaySocket {
  socket: UdpSocket;
  /** To whom the last datagram went. */
  lastPeer: Endpoint | null;
}

/** The relay sockets, by the protocol's ids. All are bound to loopback, so nothing leaves this computer. */
export class RelaySockets {
  readonly #sockets = new Map<RelayId, RelaySocket>();
  readonly #byPort: Record<AddressFamily, Map<number, RelayId>> = {
    IPv4: new Map(),
    IPv6: new Map(),
  };
  readonly #events: RelaySocketEvents;

  constructor(events: RelaySocketEvents) {
    this.#events = events;
  }

  /** Opens what the action asks for; null where the operating system has no such port or socket left. */
  async open(action: Extract<Action, { type: 'open-relay' }>): Promise<OpenedRelay | null> {
    try {
      if (action.port === 'any') {
        const socket = await this.#bind(action.relay, action.family, 0);
        return { address: socket.endpoint, reserved: null };
      }
      for (let tries = 0; tries < maxEvenPortTries; tries++) {
        const opened = await this.#tryEvenPort(action);
        if (opened) return opened;
      }
    } catch {
      await this.close(action.relay);
    }
    return null;
  }

  /**
   * Sends from a relay socket; false where the datagram was dropped. One for another relay socket of this relay is handed
   * over at once: it would come back through the operating system as it is, for half of the relay's whole cost.
   */
  send({ relay, payload, peer, message }: SendToPeer): boolean {
    const from = this.#sockets.get(relay);
    if (!from) return false;
    const own = this.#relayAt(peer);
    if (own !== undefined && payload.length <= maxDatagramBytes) {
      this.#events.onDatagram({
        relay: own,
        bytes: payload,
        from: from.socket.endpoint,
        message,
      });
      return true;
    }
    // An error that concerns the peer shows with its first datagram; one that concerns the length, with long ones.
    const isAsked = from.lastPeer !== peer || payload.length > maxSurelySentBytes;
    from.lastPeer = peer;
    if (!isAsked) return from.socket.send(payload, peer);
    return from.socket.send(payload, peer, (code) => {
      this.#events.onError(relay, peer, code, payload.length);
    });
  }

  async close(relay: RelayId): Promise<void> {
    const closing = this.#sockets.get(relay);
    if (!closing) return;
    this.#sockets.delete(relay);
    const { family, port } = closing.socket.endpoint;
    this.#byPort[family].delete(port);
    await closing.socket.close();
  }

  #relayAt({ address, port, family }: Endpoint): RelayId | undefined {
    return address === loopbackAddress[family] ? this.#byPort[family].get(port) : undefined;
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#sockets.keys()].map((relay) => this.close(relay)));
  }

  /** Takes whatever port comes and, where it is odd, the even one below it. */
  async #tryEvenPort({
    relay,
    family,
    reserve,
  }: Extract<Action, { type: 'open-relay' }>): Promise<OpenedRelay | null> {
    const any = await this.#bind(relay, family, 0);
    const first = any.endpoint.port % 2 === 0 ? any : await this.#rebind(relay, any);
    if (!first) return null;
    if (reserve === null) return { address: first.endpoint, reserved: null };
    const second = await this.#bind(reserve, family, first.endpoint.port + 1).catch(() => null);
    if (second) return { address: first.endpoint, reserved: second.endpoint };
    await this.close(relay);
    return null;
  }

  async #rebind(relay: RelayId, odd: UdpSocket): Promise<UdpSocket | null> {
    const { family, port } = odd.endpoint;
    await this.close(relay);
    return this.#bind(relay, family, port - 1).catch(() => null);
  }

  async #bind(relay: RelayId, family: AddressFamily, port: number): Promise<UdpSocket> {
    const onDatagram: DatagramHandler = (bytes, from) => {
      this.#events.onDatagram({ relay, bytes, from });
    };
    const wanted: Endpoint = { address: loopbackAddress[family], port, family };
    const socket = await UdpSocket.bind(wanted, onDatagram, { recvBufferSize });
    this.#sockets.set(relay, { socket, lastPeer: null });
    this.#byPort[family].set(socket.endpoint.port, relay);
    return socket;
  }
}
