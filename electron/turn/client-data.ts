import type { Endpoint } from '../../shared/endpoint.ts';
import {
  attribute,
  decodeChannelData,
  decodeMessage,
  encodeChannelData,
  encodeMessage,
  newTransactionId,
} from '../stun/index.ts';

/** Data that came from a peer, and how the server passed it on. */
export interface RelayedData {
  peer: Endpoint;
  data: Buffer;
  via: 'indication' | 'channel';
}

/**
 * Bytes that carry data to a peer: ChannelData where a channel is bound, else a Send indication (RFC 8656 section 11.1).
 * On a stream ChannelData is `padded` (section 12.5).
 */
export function encodeForPeer(
  peer: Endpoint,
  data: Buffer,
  channel: number | undefined,
  options: { padded?: boolean } = {},
): Buffer {
  if (channel !== undefined) return encodeChannelData(channel, data, options);
  return encodeMessage({
    class: 'indication',
    method: 'Send',
    transactionId: newTransactionId(),
    attributes: [
      { name: 'XOR-PEER-ADDRESS', value: peer },
      { name: 'DATA', value: data },
    ],
  });
}

/** Reads ChannelData or a Data indication; null for anything else, which is to be discarded. Never throws. */
export function decodeFromPeer(
  bytes: Buffer,
  peerOfChannel: (channel: number) => Endpoint | undefined,
): RelayedData | null {
  if (((bytes[0] ?? 0) & 0xc0) === 0x40) {
    const decoded = decodeChannelData(bytes);
    const peer = decoded.ok ? peerOfChannel(decoded.channel) : undefined;
    return decoded.ok && peer ? { peer, data: decoded.data, via: 'channel' } : null;
  }
  const decoded = decodeMessage(bytes);
  if (!decoded.ok || decoded.message.unknownRequired.length > 0) return null;
  const { message } = decoded;
  if (message.class !== 'indication' || message.method !== 'Data') return null;
  const peer = attribute(message, 'XOR-PEER-ADDRESS');
  const data = attribute(message, 'DATA');
  return peer && data ? { peer, data, via: 'indication' } : null;
}
