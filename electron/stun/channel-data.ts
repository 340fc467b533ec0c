import type { DecodeError } from './message.ts';

/** Application data of a TURN channel (RFC 8656 section 12.4). */
export interface ChannelData {
  /** 0x4000-0x4FFF */
  channel: number;
  data: Buffer;
}

export type ChannelDataResult = ({ ok: true } & ChannelData) | { ok: false; error: DecodeError };

/** First and last channel number (RFC 8656 section 12). */
const firstChannel = 0x4000;
const lastChannel = 0x4fff;
const headerLength = 4;

/**
 * Bytes of a ChannelData message. `padded` fills it up to a multiple of 4, which TCP and TLS need and UDP does not
 * (RFC 8656 section 12.5). Throws RangeError for a wrong channel or over 65,535 bytes: bugs of the caller.
 */
export function encodeChannelData(
  channel: number,
  data: Buffer,
  options: { padded?: boolean } = {},
): Buffer {
  if (channel < firstChannel || channel > lastChannel || data.length > 0xffff) {
    throw new RangeError('ChannelData needs a channel of 0x4000-0x4FFF and at most 65,535 bytes');
  }
  const end = headerLength + data.length;
  const bytes = Buffer.allocUnsafe(options.padded === true ? (end + 3) & ~3 : end);
  bytes.writeUInt16BE(channel, 0);
  bytes.writeUInt16BE(data.length, 2);
  bytes.set(data, headerLength);
  bytes.fill(0, end);
  return bytes;
}

/**
 * Reads a ChannelData message from a datagram, or from bytes that were cut out of a stream. `data` is a view of
 * `bytes`. Bytes behind the data are padding and may be anything (RFC 8656 section 12.6). Never throws.
 */
export function decodeChannelData(bytes: Buffer): ChannelDataResult {
  if (bytes.length < headerLength) {
    const reason = `has ${bytes.length} bytes; the header has 4`;
    return { ok: false, error: { place: 'channel header', reason } };
  }
  const channel = bytes.readUInt16BE(0);
  if (channel < firstChannel || channel > lastChannel) {
    const reason = `is 0x${channel.toString(16)}, outside 0x4000-0x4fff`;
    return { ok: false, error: { place: 'channel header.number', reason } };
  }
  const length = bytes.readUInt16BE(2);
  if (length > bytes.length - headerLength) {
    const reason = `is ${length}, but ${bytes.length - headerLength} bytes follow the header`;
    return { ok: false, error: { place: 'channel header.length', reason } };
  }
  return { ok: true, channel, data: bytes.subarray(headerLength, headerLength + length) };
}
