import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import type { Action, FiveTuple } from './action.ts';
import type { PeerErrorCode } from './icmp.ts';
import { Listeners } from './listeners.ts';
import { TurnProtocol } from './protocol.ts';
import { RelaySockets } from './relay-sockets.ts';
import type { RelayCounters, RunningRelay } from './relay.ts';
import { maxSurelySentBytes } from './udp-socket.ts';

/** Where the relay listens, and what it asks its clients for. */
export interface RelaySetup {
  wanted: Endpoint;
  /** An address for the same port that is good to have. */
  second: Pick<Endpoint, 'address' | 'family'> | null;
  /** Families of the relayed addresses. */
  families: readonly AddressFamily[];
  username: string;
  credential: string;
  realm: string;
  restSecret: string | undefined;
}

const software = 'Callpath relay';
/** Allocations and connections that nobody touches end within this time after their expiry. */
const sweepEveryMs = 1000;
/** The one of lo0, where Linux and Windows have room for any datagram. */
const macLoopbackMtu = 16_384;
/** What a client is told as an ICMP message. */
const icmpCodes: readonly string[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EMSGSIZE',
] satisfies PeerErrorCode[];

/** Performs the protocol's actions on sockets. */
export class SocketRelay implements RunningRelay {
  readonly username: string;
  readonly credential: string;
  readonly realm: string;
  readonly endpoint: Endpoint;
  readonly #protocol: TurnProtocol;
  readonly #listeners: Listeners;
  readonly #sockets: RelaySockets;
  readonly #opening = new Set<Promise<void>>();
  readonly #sent = {
    packetsToPeers: 0,
    bytesToPeers: 0,
    packetsToClients: 0,
    bytesToClients: 0,
    dropped: 0,
  };
  readonly #sweeper: NodeJS.Timeout;
  #closing: Promise<void> | null = null;

  private constructor(listeners: Listeners, setup: RelaySetup) {
    const { username, credential, realm, restSecret, families } = setup;
    this.username = username;
    this.credential = credential;
    this.realm = realm;
    this.endpoint = listeners.endpoint;
    this.#listeners = listeners;
    this.#protocol = new TurnProtocol({
      nowMs: () => performance.now(),
      realm,
      accounts: [{ username, credential }],
      restSecret,
      families,
      natBehaviour: listeners.natBehaviour ?? undefined,
      ...(process.platform === 'darwin' && { loopbackMtu: macLoopbackMtu }),
      software,
    });
    this.#sockets = new RelaySockets({
      onDatagram: (datagram) => {
        this.#perform(this.#protocol.handlePeerDatagram(datagram));
      },
      onError: (relay, peer, code, bytes) => {
        this.#sent.packetsToPeers -= 1;
        this.#sent.bytesToPeers -= bytes;
        this.#sent.dropped += 1;
        if (isIcmp(code)) this.#perform(this.#protocol.handlePeerError({ relay, peer, code }));
      },
    });
    this.#sweeper = setInterval(() => {
      this.#sweep();
    }, sweepEveryMs);
    // The listeners keep a process alive that wants to relay; the clock alone should not.
    this.#sweeper.unref();
  }

  /** Rejects with Node's error where the endpoint cannot be had. */
  static async start(setup: RelaySetup): Promise<SocketRelay> {
    // The protocol is told the endpoints, so it begins when they are known. Who is faster has to ask again.
    let relay: SocketRelay | null = null;
    const onMessage = (tuple: FiveTuple, bytes: Buffer) => {
      if (relay) relay.#perform(relay.#protocol.handleDatagram({ tuple, bytes }));
    };
    const onGone = (tuple: FiveTuple) => {
      if (relay) relay.#perform(relay.#protocol.handleClientGone(tuple));
    };
    const { wanted, second } = setup;
    const listeners = await Listeners.open(wanted, second, { onMessage, onGone });
    relay = new SocketRelay(listeners, setup);
    return relay;
  }

  get counters(): RelayCounters {
    const { granted, active, discarded } = this.#protocol;
    return { allocations: granted, activeAllocations: active, ...this.#sent, discarded };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#listeners.close();
    await Promise.all(this.#opening);
    await this.#sockets.closeAll();
  }

  #sweep(): void {
    this.#perform(this.#protocol.expire());
    this.#listeners.closeStale(performance.now(), (tuple) => this.#protocol.hasAllocation(tuple));
  }

  #perform(actions: readonly Action[]): void {
    for (const action of actions) this.#performOne(action);
  }

  #performOne(action: Action): void {
    switch (action.type) {
      case 'send-to-peer':
        this.#sendToPeer(action);
        break;
      case 'send-to-client':
        this.#sendToClient(action);
        break;
      case 'open-relay':
        this.#open(action);
        break;
      case 'close-client':
        this.#listeners.closeClient(action.tuple);
        break;
      case 'close-relay':
        void this.#sockets.close(action.relay);
        break;
    }
  }

  #sendToPeer(action: Extract<Action, { type: 'send-to-peer' }>): void {
    // Asked before: the message may be written over when it is handed over.
    const { length } = action.payload;
    if (!this.#sockets.send(action)) {
      this.#sent.dropped += 1;
      return;
    }
    this.#sent.packetsToPeers += 1;
    this.#sent.bytesToPeers += length;
  }

  #sendToClient({ to, payload, from }: Extract<Action, { type: 'send-to-client' }>): void {
    const bytes = payload.length;
    const onError = bytes > maxSurelySentBytes ? () => this.#notSent(bytes) : undefined;
    if (!this.#listeners.send(to, payload, from ?? to.server, onError)) {
      this.#sent.dropped += 1;
      return;
    }
    this.#sent.packetsToClients += 1;
    this.#sent.bytesToClients += bytes;
  }

  #notSent(bytes: number): void {
    this.#sent.packetsToClients -= 1;
    this.#sent.bytesToClients -= bytes;
    this.#sent.dropped += 1;
  }

  #open(action: Extract<Action, { type: 'open-relay' }>): void {
    const opening = this.#sockets.open(action).then((opened) => {
      this.#opening.delete(opening);
      const { relay } = action;
      const actions = opened
        ? this.#protocol.handleRelayOpened(relay, opened.address, opened.reserved)
        : this.#protocol.handleRelayFailed(relay);
      this.#perform(actions);
    });
    this.#opening.add(opening);
  }
}

function isIcmp(code: string): code is PeerErrorCode {
  return icmpCodes.includes(code);
}
