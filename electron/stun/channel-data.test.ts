import { describe, expect, it } from 'vitest';
import { decodeChannelData, encodeChannelData } from './channel-data.ts';
import { hex } from './testing/raw-message.ts';

describe('channel data', () => {
  it('is not padded over UDP and is over TCP', () => {
    const data = Buffer.from('abcde');
    expect(encodeChannelData(0x4001, data).toString('hex')).toBe('400100056162636465');
    expect(encodeChannelData(0x4001, data, { padded: true }).toString('hex')).toBe(
      '400100056162636465000000',
    );
  });

  it('may be followed by padding of any bytes', () => {
    expect(decodeChannelData(hex('40010001 61ffffff'))).toEqual({
      ok: true,
      channel: 0x4001,
      data: Buffer.from('a'),
    });
  });

  it.each([
    ['without its header', '400100', 'channel header'],
    ['with a number below 0x4000', '3fff0000', 'channel header.number'],
    ['with a number above 0x4fff', '50000000', 'channel header.number'],
    ['longer than its datagram', '4001000461', 'channel header.length'],
  ])('%s is refused', (_what, bytes, place) => {
    expect(decodeChannelData(hex(bytes))).toMatchObject({ ok: false, error: { place } });
  });

  it('throws RangeError for what the header cannot say', () => {
    expect(() => encodeChannelData(0x5000, Buffer.alloc(1))).toThrow(RangeError);
    expect(() => encodeChannelData(0x4000, Buffer.alloc(65_536))).toThrow(RangeError);
  });
});
