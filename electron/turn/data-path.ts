import { attribute } from '../stun/index.ts';
import type { DecodedMessage } from '../stun/index.ts';
import { fiveTupleKey } from './action.ts';
import type { Action, FiveTuple, PeerDatagram } from './action.ts';
import type { AllocationTable } from './allocation-table.ts';
import { icmpIndication, unfragmentedBytes } from './icmp.ts';
import { PeerEndpoints } from './peer-endpoints.ts';
import { relayToClient } from './relay-to-client.ts';
import { readPlainSend } from './send-indication.ts';
import { notUnderstood } from './understood.ts';

/**
 * What the relay is for: application data between clients and peers (RFC 8656 sections 11 and 12). Apart from requests,
 * because each packet of a call goes through here. A null means that the data may not pass.
 */
export class DataPath {
  readonly #table: AllocationTable;
  readonly #mtu: number;
  readonly #peers = new PeerEndpoints();

  /** `mtu`: the largest packet to a peer, for DONT-FRAGMENT. */
  constructor(table: AllocationTable, mtu: number) {
    this.#table = table;
    this.#mtu = mtu;
  }

  /** A datagram that arrived at a relay socket, for the client that owns it (RFC 8656 section 11.3). */
  fromPeer({ relay, from, bytes, message }: PeerDatagram, nowMs: number): Action | null {
    const allocation = this.#table.byRelay(relay);
    if (!allocation?.permits(from.address, nowMs)) return null;
    return relayToClient(allocation, from, bytes, nowMs, message);
  }

  /** Only a bound channel is needed: permissions are for what comes back (RFC 8656 section 12.6). */
  channelData(tuple: FiveTuple, bytes: Buffer, nowMs: number): Action | null {
    // Read here and not by the codec, which knows RFC 8656's channel numbers only (see channel-bind.ts).
    const end = bytes.length < 4 ? 0 : 4 + bytes.readUInt16BE(2);
    if (end === 0 || end > bytes.length) return null;
    const allocation = this.#table.byTuple(fiveTupleKey(tuple));
    const peer = allocation?.channelPeer(bytes.readUInt16BE(0), nowMs);
    const relay = peer && allocation?.relayFor(peer.family);
    if (!peer || relay === undefined) return null;
    const payload = bytes.subarray(4, end);
    return { type: 'send-to-peer', relay, peer, payload, message: bytes };
  }

  /**
   * The Send indication of a stream, read without decoding the rest of STUN. Undefined where the bytes are anything else:
   * then they have to be decoded.
   */
  plainSend(tuple: FiveTuple, bytes: Buffer, nowMs: number): Action | null | undefined {
    const send = readPlainSend(bytes, this.#peers);
    if (send === null) return undefined;
    const allocation = this.#table.byTuple(fiveTupleKey(tuple));
    if (!allocation?.permits(send.peer.address, nowMs)) return null;
    const relay = allocation.relayFor(send.peer.family);
    if (relay === undefined) return null;
    return { type: 'send-to-peer', relay, peer: send.peer, payload: send.data, message: bytes };
  }

  /** RFC 8656 section 11.2. What DONT-FRAGMENT makes too long is answered as an ICMP message would be. */
  sendIndication(message: DecodedMessage, tuple: FiveTuple, nowMs: number): Action | null {
    if (notUnderstood(message).length > 0) return null;
    const peer = attribute(message, 'XOR-PEER-ADDRESS');
    const data = attribute(message, 'DATA');
    const allocation = this.#table.byTuple(fiveTupleKey(tuple));
    if (!peer || !data || !allocation?.permits(peer.address, nowMs)) return null;
    const relay = allocation.relayFor(peer.family);
    if (relay === undefined) return null;
    const dontFragment = attribute(message, 'DONT-FRAGMENT') !== undefined;
    if (dontFragment && data.length > unfragmentedBytes(peer.family, this.#mtu)) {
      return icmpIndication(allocation, peer, 'EMSGSIZE', this.#mtu);
    }
    return { type: 'send-to-peer', relay, peer, payload: data, dontFragment };
  }
}
