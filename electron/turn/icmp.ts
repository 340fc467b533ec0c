import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { encodeMessage, newTransactionId, type AttributeValue } from '../stun/index.ts';
import type { Action } from './action.ts';
import type { Allocation } from './allocation.ts';

/** What the operating system says about a datagram to a peer; Node's names. */
export type PeerErrorCode = 'ECONNREFUSED' | 'EHOSTUNREACH' | 'ENETUNREACH' | 'EMSGSIZE';

/** ICMP type and code of each (RFC 792; RFC 1191 for "fragmentation needed"). */
const icmpv4: Record<PeerErrorCode, readonly [type: number, code: number]> = {
  ENETUNREACH: [3, 0],
  EHOSTUNREACH: [3, 1],
  ECONNREFUSED: [3, 3],
  EMSGSIZE: [3, 4],
};
/** ICMPv6 type and code of each (RFC 4443 section 3). */
const icmpv6: Record<PeerErrorCode, readonly [type: number, code: number]> = {
  ENETUNREACH: [1, 0],
  EHOSTUNREACH: [1, 3],
  ECONNREFUSED: [1, 4],
  EMSGSIZE: [2, 0],
};

const ipHeaderBytes: Record<AddressFamily, number> = { IPv4: 20, IPv6: 40 };
const udpHeaderBytes = 8;

/** The most data that a datagram to such a peer carries without being fragmented. */
export function unfragmentedBytes(family: AddressFamily, mtu: number): number {
  return mtu - ipHeaderBytes[family] - udpHeaderBytes;
}

/** Tells the client what became of a datagram to its peer: a Data indication with ICMP (RFC 8656 section 11.5). */
export function icmpIndication(
  allocation: Allocation,
  peer: Endpoint,
  code: PeerErrorCode,
  mtu: number,
): Action {
  const payload = encodeMessage({
    class: 'indication',
    method: 'Data',
    transactionId: newTransactionId(),
    attributes: [
      { name: 'XOR-PEER-ADDRESS', value: peer },
      { name: 'ICMP', value: icmpOf(peer.family, code, mtu) },
    ],
  });
  return { type: 'send-to-client', to: allocation.tuple, payload };
}

function icmpOf(family: AddressFamily, code: PeerErrorCode, mtu: number): AttributeValue<'ICMP'> {
  const [type, icmpCode] = (family === 'IPv4' ? icmpv4 : icmpv6)[code];
  const data = Buffer.alloc(4);
  // The MTU is all 32 bits in ICMPv6 and the last 16 in ICMP, where loopback's 65,536 does not fit.
  if (code === 'EMSGSIZE') data.writeUInt32BE(family === 'IPv4' ? Math.min(mtu, 0xffff) : mtu);
  return { type, code: icmpCode, data };
}
