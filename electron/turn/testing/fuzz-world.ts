import type { Random } from '../../../shared/testing/random.ts';
import { decodeMessage, encodeChannelData, type StunAttribute } from '../../stun/index.ts';
import { fiveTupleKey, type Action, type ClientDatagram, type FiveTuple } from '../action.ts';
import type { Held } from '../held.ts';
import { isLoopbackAddress } from '../loopback.ts';
import { below, oneOf } from './mutate.ts';
import { peers, restAccount, restSecret } from './traffic.ts';
import { bob, errorCode, ipv4, peerAddress, VirtualClient, VirtualRelay } from './virtual-relay.ts';

const peer = ipv4(7000);
const channelToPeer: StunAttribute[] = [
  { name: 'CHANNEL-NUMBER', value: 0x4007 },
  peerAddress(peer),
];

/** Who sends what is broken: a known account, one with a REST credential, and one with a wrong password. */
export const senders = [
  bob,
  restAccount(10 ** 11, 'mallory'),
  { username: 'bob', credential: 'a guess' },
];

/** Below every port that an attacker takes in a run of any length. */
const bystanderPort = 20_000;

/**
 * A relay under fire, and a client beside it that does everything right. Every broken promise throws an Error that names
 * it: a forwarded packet to somewhere else than loopback, an answer to somebody who did not ask, an answer that is no
 * message, or a client whose good requests fail.
 */
export class FuzzWorld {
  readonly relay: VirtualRelay;
  readonly #random: Random;
  readonly #bystander: VirtualClient;
  readonly #bystanderKey: string;
  #port = 0;
  /** Requests and packets of the client beside it that went well. */
  undisturbed = 0;

  constructor(random: Random) {
    this.#random = random;
    this.relay = new VirtualRelay({
      families: ['IPv4', 'IPv6'],
      restSecret,
      natBehaviour: { primary: ipv4(3478), alternate: ipv4(3479, '127.0.0.2') },
      maxRelays: 40,
      maxRelaysPerAccount: 12,
    });
    this.#bystander = new VirtualClient(this.relay, bystanderPort);
    this.#bystanderKey = fiveTupleKey(this.#bystander.tuple);
    this.startBystander();
  }

  /** A broken datagram of a client. */
  fromClient(datagram: ClientDatagram): void {
    this.#judge(this.relay.protocol.handleDatagram(datagram), datagram.tuple);
  }

  /** Any bytes from a peer, permitted or not, to any relay socket of the attackers. */
  fromPeer(bytes: Buffer): void {
    const relays = [...this.relay.open.keys()];
    const drawn = relays.length === 0 ? 0 : oneOf(this.#random, relays);
    const relay = this.relay.open.get(drawn) === this.#port ? 0 : drawn;
    const from = oneOf(this.#random, peers);
    this.#judge(this.relay.protocol.handlePeerDatagram({ relay, from, bytes }), null);
    const error = { relay, peer: from, code: 'ECONNREFUSED' } as const;
    this.#judge(this.relay.protocol.handlePeerError(error), null);
  }

  /** The attacker's connection ends. */
  clientGone(tuple: FiveTuple): void {
    this.#judge(this.relay.protocol.handleClientGone(tuple), tuple);
  }

  /** Some time passes; relay sockets open late, or not at all. */
  passTime(): void {
    this.relay.passSeconds(this.#random());
    this.relay.opensAtOnce = this.#random() < 0.7;
    const [late] = this.relay.waiting;
    if (late && this.#random() < 0.3) {
      this.relay.waiting.shift();
      this.relay.perform(this.relay.protocol.handleRelayFailed(late.relay));
    }
    this.relay.perform(this.relay.protocol.expire());
    this.relay.openWaiting();
    this.relay.sent.length = 0;
  }

  /** The client beside it allocates and binds a channel. */
  startBystander(): void {
    this.#bystander.nonce = '';
    this.relay.opensAtOnce = true;
    this.#port = this.#bystander.allocate([{ name: 'LIFETIME', value: 3600 }]);
    this.#expectSuccess('ChannelBind', channelToPeer);
  }

  /** The client beside it renews everything, and data passes both ways; now and then it starts anew. */
  checkBystander(): void {
    this.relay.opensAtOnce = true;
    this.#bystander.nonce = '';
    this.#expectSuccess('Refresh', [{ name: 'LIFETIME', value: 3600 }]);
    this.#expectSuccess('ChannelBind', channelToPeer);
    const there = this.#bystander.send(encodeChannelData(0x4007, Buffer.from('there')));
    if (there[0]?.type !== 'send-to-peer') throw new Error('A good packet did not reach its peer.');
    this.relay.sent.length = 0;
    this.relay.fromPeer(this.#port, peer, 'back');
    if (this.relay.sent.length !== 1) throw new Error('A peer’s packet did not reach its client.');
    this.undisturbed += 4;
    if (below(this.#random, 8) > 0) return;
    this.#expectSuccess('Refresh', [{ name: 'LIFETIME', value: 0 }]);
    this.startBystander();
  }

  /** Ends everybody, waits until all has expired, and returns what is then held. */
  end(): Held & { open: number } {
    this.#expectSuccess('Refresh', [{ name: 'LIFETIME', value: 0 }]);
    this.relay.openWaiting();
    this.relay.passSeconds(4000);
    this.relay.perform(this.relay.protocol.expire());
    return { ...this.relay.protocol.held, open: this.relay.open.size };
  }

  #expectSuccess(method: 'Refresh' | 'ChannelBind', attributes: StunAttribute[]): void {
    const answer = this.#bystander.request(method, attributes);
    if (answer.class !== 'success') {
      throw new Error(`A good ${method} was answered with ${errorCode(answer)}.`);
    }
  }

  #judge(actions: readonly Action[], sender: FiveTuple | null): void {
    for (const action of actions) {
      if (action.type === 'send-to-peer') this.#judgeToPeer(action);
      else if (action.type === 'send-to-client') this.#judgeToClient(action, sender);
    }
    this.relay.perform(actions);
    this.relay.sent.length = 0;
  }

  #judgeToPeer({ peer: to, relay }: Extract<Action, { type: 'send-to-peer' }>): void {
    if (!isLoopbackAddress(to.address)) throw new Error(`A packet went to ${to.address}.`);
    if (!this.relay.open.has(relay)) throw new Error('A packet was sent by a closed socket.');
  }

  #judgeToClient(
    { to, payload }: Extract<Action, { type: 'send-to-client' }>,
    sender: FiveTuple | null,
  ): void {
    if (sender && to.client.address !== sender.client.address) {
      throw new Error(`An answer to ${sender.client.address} went to ${to.client.address}.`);
    }
    if (fiveTupleKey(to) === this.#bystanderKey) {
      throw new Error('A client got what was meant for another one.');
    }
    if (below(this.#random, 8) === 0 && !isMessage(payload)) {
      throw new Error(`An answer is no message: ${payload.toString('hex')}.`);
    }
  }
}

/** ChannelData is read by its lengths: the relay serves channel numbers that the codec does not know (limits.ts). */
function isMessage(payload: Buffer): boolean {
  const isChannelData = ((payload[0] ?? 0) & 0xc0) === 0x40;
  return isChannelData ? payload.readUInt16BE(2) === payload.length - 4 : decodeMessage(payload).ok;
}
