import type { Endpoint } from '../../shared/endpoint.ts';
import { attributeTable } from '../stun/index.ts';
import type { PeerEndpoints } from './peer-endpoints.ts';

/** What a Send indication asks for (RFC 8656 section 11.1). `data` is a view of the message. */
export interface PlainSend {
  peer: Endpoint;
  data: Buffer;
}

const headerLength = 20;
const magicCookie = 0x2112a442;
const sendIndicationType = 0x0016;
const ipv4 = 1;
const peerType = attributeTable['XOR-PEER-ADDRESS'].type;
const dataType = attributeTable.DATA.type;

/**
 * Reads the Send indication that clients send all the time: one XOR-PEER-ADDRESS of IPv4, one DATA, nothing else. Null for
 * every other message, good or bad: the codec reads those. Where it answers, the codec would have said the same (a
 * property test compares them); it exists because decoding in full costs more than the rest of the relay's work.
 */
export function readPlainSend(bytes: Buffer, peers: PeerEndpoints): PlainSend | null {
  const { length } = bytes;
  if (length < headerLength || length % 4 !== 0) return null;
  if (bytes.readUInt16BE(0) !== sendIndicationType || bytes.readUInt32BE(4) !== magicCookie) {
    return null;
  }
  if (bytes.readUInt16BE(2) !== length - headerLength) return null;
  let peer: Endpoint | null = null;
  let data: Buffer | null = null;
  for (let at = headerLength; at < length;) {
    const type = bytes.readUInt16BE(at);
    const start = at + 4;
    const end = start + bytes.readUInt16BE(at + 2);
    if (end > length) return null;
    if (type === peerType && peer === null && end - start === 8 && bytes[start + 1] === ipv4) {
      const port = bytes.readUInt16BE(start + 2) ^ (magicCookie >>> 16);
      peer = peers.ipv4((bytes.readUInt32BE(start + 4) ^ magicCookie) >>> 0, port);
    } else if (type === dataType && data === null) {
      data = bytes.subarray(start, end);
    } else {
      return null;
    }
    at = (end + 3) & ~3;
  }
  return peer === null || data === null ? null : { peer, data };
}
