import type { Endpoint } from '../../shared/endpoint.ts';
import { attributeTable, encodeMessage, newTransactionId } from '../stun/index.ts';
import type { Action } from './action.ts';
import type { Allocation } from './allocation.ts';
import { writeTransactionId } from './random-transaction-ids.ts';

/** A permitted peer's datagram on its way to the client: ChannelData where a channel is bound, else a Data indication. */
export function relayToClient(
  allocation: Allocation,
  from: Endpoint,
  bytes: Buffer,
  nowMs: number,
  message?: Buffer,
): Action {
  const to = allocation.tuple;
  const channel = allocation.channelOf(from, nowMs);
  if (channel === undefined) {
    const payload = rewritten(message, from, bytes) ?? dataIndication(from, bytes);
    return { type: 'send-to-client', to, payload };
  }
  const payload = channelMessage(bytes, message);
  payload.writeUInt16BE(channel, 0);
  payload.writeUInt16BE(bytes.length, 2);
  return { type: 'send-to-client', to, payload };
}

const channelHeaderLength = 4;

/**
 * A ChannelData message with its data and a header to be written. The client's own message serves where it has that shape;
 * else the data is copied: two buffers for one datagram cost Node more than that.
 */
function channelMessage(data: Buffer, message: Buffer | undefined): Buffer {
  const length = channelHeaderLength + data.length;
  if (message?.length === length && data.byteOffset === message.byteOffset + channelHeaderLength) {
    return message;
  }
  const bytes = Buffer.allocUnsafe(length);
  bytes.set(data, channelHeaderLength);
  return bytes;
}

/** RFC 8656 section 11.3. */
export function dataIndication(peer: Endpoint, data: Buffer): Buffer {
  if (peer.family === 'IPv4') return ipv4DataIndication(peer, data);
  return encodeMessage({
    class: 'indication',
    method: 'Data',
    transactionId: newTransactionId(),
    attributes: [
      { name: 'XOR-PEER-ADDRESS', value: peer },
      { name: 'DATA', value: data },
    ],
  });
}

const dataIndicationType = 0x0017;
const magicCookie = 0x2112a442;
const headerLength = 20;
const ipv4 = 1;
/** Header, XOR-PEER-ADDRESS with 8 bytes, and the header of DATA. */
const dataAt = headerLength + 12 + 4;
const peerTypeAndLength = attributeTable['XOR-PEER-ADDRESS'].type * 0x10000 + 8;

/** The same bytes as the codec's, but for the random id: a stream's packets come here, and this costs a fifth. */
function ipv4DataIndication(peer: Endpoint, data: Buffer): Buffer {
  const end = dataAt + data.length;
  const bytes = Buffer.allocUnsafe((end + 3) & ~3);
  bytes.set(data, dataAt);
  bytes.fill(0, end);
  writeDataHeader(bytes, peer, data.length);
  return bytes;
}

/** A client's Send indication with its data where a Data indication has it becomes one; null where it has not. */
function rewritten(message: Buffer | undefined, peer: Endpoint, data: Buffer): Buffer | null {
  if (!message || peer.family !== 'IPv4') return null;
  const isInPlace = data.byteOffset === message.byteOffset + dataAt;
  if (!isInPlace || message.length !== dataAt + ((data.length + 3) & ~3)) return null;
  message.fill(0, dataAt + data.length);
  writeDataHeader(message, peer, data.length);
  return message;
}

function writeDataHeader(bytes: Buffer, peer: Endpoint, dataLength: number): void {
  bytes.writeUInt32BE(dataIndicationType * 0x10000 + bytes.length - headerLength, 0);
  bytes.writeUInt32BE(magicCookie, 4);
  writeTransactionId(bytes, 8);
  bytes.writeUInt32BE(peerTypeAndLength, 20);
  bytes.writeUInt16BE(ipv4, 24);
  bytes.writeUInt16BE(peer.port ^ (magicCookie >>> 16), 26);
  bytes.writeUInt32BE((ipv4Number(peer.address) ^ magicCookie) >>> 0, 28);
  bytes.writeUInt32BE(attributeTable.DATA.type * 0x10000 + dataLength, 32);
}

/** The number of a dotted address, as the operating system writes it. */
function ipv4Number(address: string): number {
  let number = 0;
  let part = 0;
  for (let index = 0; index < address.length; index += 1) {
    const digit = address.charCodeAt(index) - 48;
    if (digit >= 0) {
      part = part * 10 + digit;
    } else {
      number = (number << 8) | part;
      part = 0;
    }
  }
  return (number << 8) | part;
}
