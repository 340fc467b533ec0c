import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import type { Action, RelayId } from './action.ts';
import { UdpSocket, type DatagramHandler } from './udp-socket.ts';

/** How often another port is tried for EVEN-PORT before the relay counts as full. */
const maxEvenPortTries = 32;

const relayAddress: Record<AddressFamily, string> = { IPv4: '127.0.0.1', IPv6: '::1' };

/** What was opened for an `open-relay` action. */
export interface OpenedRelay {
  address: Endpoint;
  reserved: Endpoint | null;
}

/** The relay sockets, by the protocol's ids. All are bound to loopback, so nothing leaves this computer. */
export class RelaySockets {
  readonly #sockets = new Map<RelayId, UdpSocket>();
  readonly #onDatagram: (relay: RelayId, bytes: Buffer, from: Endpoint) => void;

  constructor(onDatagram: (relay: RelayId, bytes: Buffer, from: Endpoint) => void) {
    this.#onDatagram = onDatagram;
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

  get(relay: RelayId): UdpSocket | undefined {
    return this.#sockets.get(relay);
  }

  async close(relay: RelayId): Promise<void> {
    const socket = this.#sockets.get(relay);
    this.#sockets.delete(relay);
    await socket?.close();
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
      this.#onDatagram(relay, bytes, from);
    };
    const socket = await UdpSocket.bind(
      { address: relayAddress[family], port, family },
      onDatagram,
    );
    this.#sockets.set(relay, socket);
    return socket;
  }
}
