import type { Endpoint } from '../../shared/endpoint.ts';
import type { Action, FiveTuple, Payload } from './action.ts';
import { Listeners } from './listeners.ts';
import { TurnProtocol } from './protocol.ts';
import { RelaySockets } from './relay-sockets.ts';
import type { RelayCounters, RunningRelay } from './relay.ts';

/** What the relay asks its clients for. */
export interface RelayAccount {
  username: string;
  credential: string;
  realm: string;
}

const software = 'Callpath relay';
/** Allocations and connections that nobody touches end within this time after their expiry. */
const sweepEveryMs = 1000;

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

  private constructor(listeners: Listeners, account: RelayAccount) {
    this.username = account.username;
    this.credential = account.credential;
    this.realm = account.realm;
    this.endpoint = listeners.endpoint;
    this.#listeners = listeners;
    this.#protocol = new TurnProtocol({
      nowMs: () => performance.now(),
      realm: account.realm,
      accounts: [account],
      software,
    });
    this.#sockets = new RelaySockets({
      onDatagram: (relay, bytes, from) => {
        this.#perform(this.#protocol.handlePeerDatagram({ relay, from, bytes }));
      },
      onError: (_relay, _peer, _code, bytes) => {
        this.#sent.packetsToPeers -= 1;
        this.#sent.bytesToPeers -= bytes;
        this.#sent.dropped += 1;
      },
    });
    this.#sweeper = setInterval(() => {
      this.#sweep();
    }, sweepEveryMs);
    // The listeners keep a process alive that wants to relay; the clock alone should not.
    this.#sweeper.unref();
  }

  /** Rejects with Node's error where the endpoint cannot be had. */
  static async start(wanted: Endpoint, account: RelayAccount): Promise<SocketRelay> {
    // The protocol is told the endpoints, so it begins when they are known. Who is faster has to ask again.
    let relay: SocketRelay | null = null;
    const onMessage = (tuple: FiveTuple, bytes: Buffer) => {
      if (relay) relay.#perform(relay.#protocol.handleDatagram({ tuple, bytes }));
    };
    const onGone = (tuple: FiveTuple) => {
      if (relay) relay.#perform(relay.#protocol.handleClientGone(tuple));
    };
    const listeners = await Listeners.open(wanted, { onMessage, onGone });
    relay = new SocketRelay(listeners, account);
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
    this.#listeners.tcp.closeStale(performance.now(), (tuple) =>
      this.#protocol.hasAllocation(tuple),
    );
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
        this.#listeners.tcp.closeClient(action.tuple);
        break;
      case 'close-relay':
        void this.#sockets.close(action.relay);
        break;
    }
  }

  #sendToPeer({ relay, payload, peer }: Extract<Action, { type: 'send-to-peer' }>): void {
    if (!this.#sockets.send(relay, payload, peer)) {
      this.#sent.dropped += 1;
      return;
    }
    this.#sent.packetsToPeers += 1;
    this.#sent.bytesToPeers += payload.length;
  }

  #sendToClient({ to, payload, from }: Extract<Action, { type: 'send-to-client' }>): void {
    const isSent =
      to.transport === 'tcp'
        ? this.#listeners.tcp.send(to, payload)
        : this.#listeners.udpAt(from ?? to.server)?.send(payload, to.client) === true;
    if (!isSent) {
      this.#sent.dropped += 1;
      return;
    }
    this.#sent.packetsToClients += 1;
    this.#sent.bytesToClients += payloadLength(payload);
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

function payloadLength(payload: Payload): number {
  return Buffer.isBuffer(payload) ? payload.length : payload[1].length;
}
