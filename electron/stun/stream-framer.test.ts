import { describe, expect, it } from 'vitest';
import { encodeChannelData } from './channel-data.ts';
import { encodeMessage } from './encode.ts';
import { StreamFramer } from './stream-framer.ts';

const request = encodeMessage({
  class: 'request',
  method: 'Binding',
  transactionId: Buffer.alloc(12, 7),
  attributes: [{ name: 'SOFTWARE', value: 'framed' }],
});
const channelData = encodeChannelData(0x4001, Buffer.from('odd bytes'), { padded: true });
const stream = Buffer.concat([request, channelData, request]);

describe('a stream of STUN and ChannelData', () => {
  it('is cut into its messages, wherever it was split', () => {
    for (let at = 0; at <= stream.length; at++) {
      const framer = new StreamFramer();
      const messages = [
        ...framer.push(stream.subarray(0, at)),
        ...framer.push(stream.subarray(at)),
      ];
      expect(messages).toEqual([request, channelData, request]);
      expect(framer.pendingBytes).toBe(0);
    }
  });

  it('may arrive byte by byte', () => {
    const framer = new StreamFramer();
    const messages = [...stream].flatMap((byte) => framer.push(Buffer.from([byte])));
    expect(messages).toEqual([request, channelData, request]);
  });

  it('is broken by what neither can begin with, and stays so', () => {
    const framer = new StreamFramer();
    expect(framer.push(Buffer.concat([request, Buffer.from([0xff, 0, 0, 0])]))).toEqual([request]);
    expect(framer.error).not.toBeNull();
    expect(framer.push(request)).toEqual([]);
  });

  it('is broken by a length that is not a multiple of 4 and by a wrong magic cookie', () => {
    const oddLength = Buffer.from(request);
    oddLength.writeUInt16BE(3, 2);
    const wrongCookie = Buffer.from(request);
    wrongCookie[4] = 0;
    for (const bytes of [oddLength, wrongCookie]) {
      const framer = new StreamFramer();
      expect(framer.push(bytes)).toEqual([]);
      expect(framer.error).not.toBeNull();
    }
  });
});
