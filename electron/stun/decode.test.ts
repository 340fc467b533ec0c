import { describe, expect, it } from 'vitest';
import { decodeMessage, isStunMessage } from './decode.ts';
import type { DecodeResult } from './decode.ts';
import { attribute } from './message.ts';
import { hex, rawMessage } from './testing/raw-message.ts';

const bindingSuccess = 0x0101;
const software = 0x8022;
const integrity = 0x0008;
const integritySha256 = 0x001c;
const fingerprint = 0x8028;
const digest = Buffer.alloc(20);
const crc = Buffer.alloc(4);

function decodeOne(type: number, value: string | Buffer): DecodeResult {
  return decodeMessage(rawMessage(bindingSuccess, [[type, toBytes(value)]]));
}

function toBytes(value: string | Buffer): Buffer {
  return typeof value === 'string' ? hex(value) : value;
}

/** Value of the only attribute. */
function valueOf(type: number, value: string): unknown {
  const result = decodeOne(type, value);
  return result.ok ? result.message.attributes[0]?.value : result.error;
}

function namesIn(result: DecodeResult): unknown {
  return result.ok ? result.message.attributes.map(({ name }) => name) : result.error;
}

describe('header', () => {
  const bytes = rawMessage(bindingSuccess, [[software, Buffer.from('abcd')]]);
  const changed = (at: number, value: number) => {
    const copy = Buffer.from(bytes);
    copy[at] = value;
    return copy;
  };

  it('gives class, method and transaction id', () => {
    expect(decodeMessage(bytes)).toMatchObject({
      ok: true,
      message: { class: 'success', method: 'Binding', transactionId: Buffer.alloc(12, 0x77) },
    });
  });

  it.each([
    [0x0001, 'request', 'Binding'],
    [0x0011, 'indication', 'Binding'],
    [0x0111, 'error', 'Binding'],
    [0x0003, 'request', 'Allocate'],
    [0x0113, 'error', 'Allocate'],
    [0x0104, 'success', 'Refresh'],
    [0x0016, 'indication', 'Send'],
    [0x0017, 'indication', 'Data'],
    [0x0008, 'request', 'CreatePermission'],
    [0x0109, 'success', 'ChannelBind'],
    [0x000a, 'request', 'Connect'],
    [0x010b, 'success', 'ConnectionBind'],
    [0x001c, 'indication', 'ConnectionAttempt'],
  ])('with type %i is %s of %s', (type, stunClass, method) => {
    expect(decodeMessage(rawMessage(type, []))).toMatchObject({
      message: { class: stunClass, method },
    });
  });

  it.each([
    ['is shorter than 20 bytes', bytes.subarray(0, 19), 'header'],
    ['has one of its first two bits set', changed(0, 0x41), 'header.type'],
    ['has a method that is not known', changed(1, 0x0f), 'header.type'],
    ['has another cookie', changed(4, 0x20), 'header.cookie'],
    ['has a length that is no multiple of 4', changed(3, 7), 'header.length'],
    ['has a length beyond the datagram', changed(3, 12), 'header.length'],
    ['has a length that leaves bytes over', changed(3, 4), 'header.length'],
  ])('is refused when it %s', (_what, wrong, place) => {
    expect(decodeMessage(wrong)).toMatchObject({ ok: false, error: { place } });
  });

  it('tells STUN from ChannelData, media and cut messages', () => {
    expect(isStunMessage(bytes)).toBe(true);
    expect(isStunMessage(changed(0, 0x40))).toBe(false);
    expect(isStunMessage(changed(0, 0x80))).toBe(false);
    expect(isStunMessage(changed(7, 0))).toBe(false);
    expect(isStunMessage(bytes.subarray(0, 24))).toBe(false);
    expect(isStunMessage(Buffer.alloc(0))).toBe(false);
  });
});

describe('order of attributes', () => {
  it('lets the first of repeated attributes count and keeps the others', () => {
    const result = decodeMessage(
      rawMessage(bindingSuccess, [
        [software, Buffer.from('first')],
        [software, Buffer.from('second')],
      ]),
    );
    expect(result.ok && attribute(result.message, 'SOFTWARE')).toBe('first');
    expect(namesIn(result)).toEqual(['SOFTWARE', 'SOFTWARE']);
  });

  it('drops what follows MESSAGE-INTEGRITY, except MESSAGE-INTEGRITY-SHA256 and FINGERPRINT', () => {
    const result = decodeMessage(
      rawMessage(bindingSuccess, [
        [integrity, digest],
        [software, Buffer.from('forged')],
        [0x7f00, Buffer.from('unknown')],
        [integrity, digest],
        [integritySha256, Buffer.alloc(32)],
        [fingerprint, crc],
      ]),
    );
    expect(namesIn(result)).toEqual([
      'MESSAGE-INTEGRITY',
      'MESSAGE-INTEGRITY-SHA256',
      'FINGERPRINT',
    ]);
    expect(result.ok && result.message.unknownRequired).toEqual([]);
  });

  it('drops what follows MESSAGE-INTEGRITY-SHA256, except FINGERPRINT', () => {
    const result = decodeMessage(
      rawMessage(bindingSuccess, [
        [integritySha256, Buffer.alloc(32)],
        [integrity, digest],
        [integritySha256, Buffer.alloc(32)],
        [software, Buffer.from('forged')],
        [fingerprint, crc],
      ]),
    );
    expect(namesIn(result)).toEqual(['MESSAGE-INTEGRITY-SHA256', 'FINGERPRINT']);
  });

  it('does not read values that do not count', () => {
    const result = decodeMessage(
      rawMessage(bindingSuccess, [
        [integrity, digest],
        [0x000d, Buffer.alloc(1)],
      ]),
    );
    expect(namesIn(result)).toEqual(['MESSAGE-INTEGRITY']);
  });

  it('refuses anything behind FINGERPRINT', () => {
    const result = decodeMessage(
      rawMessage(bindingSuccess, [
        [fingerprint, crc],
        [software, Buffer.from('late')],
      ]),
    );
    expect(result).toMatchObject({ ok: false, error: { place: 'attribute SOFTWARE at 28' } });
  });
});

describe('attributes that are not in the table', () => {
  it('are kept, and the comprehension-required ones are listed once', () => {
    const result = decodeMessage(
      rawMessage(bindingSuccess, [
        [0x7f01, hex('0102')],
        [0xc057, hex('03')],
        [0x7f01, hex('04')],
      ]),
    );
    expect(result).toMatchObject({
      ok: true,
      message: {
        attributes: [
          { name: 'UNKNOWN', type: 0x7f01, value: hex('0102') },
          { name: 'UNKNOWN', type: 0xc057, value: hex('03') },
          { name: 'UNKNOWN', type: 0x7f01, value: hex('04') },
        ],
        unknownRequired: [0x7f01],
      },
    });
  });
});

it('accepts any padding bytes', () => {
  const values = [[software, Buffer.from('a')] as const];
  const filled = decodeMessage(rawMessage(bindingSuccess, values, 0xff));
  expect(filled.ok && attribute(filled.message, 'SOFTWARE')).toBe('a');
});

it('refuses an attribute that is longer than its message', () => {
  const bytes = rawMessage(bindingSuccess, [[software, Buffer.from('abcd')]]);
  bytes.writeUInt16BE(5, 22);
  expect(decodeMessage(bytes)).toEqual({
    ok: false,
    error: {
      place: 'attribute SOFTWARE at 20',
      reason: 'is cut off: it is longer than the message',
    },
  });
});

describe('values', () => {
  it.each([
    [
      'MAPPED-ADDRESS ignores its first byte',
      0x0001,
      'ff01 0d96 c0000201',
      { address: '192.0.2.1', port: 3478, family: 'IPv4' },
    ],
    ['ERROR-CODE ignores its reserved bits', 0x0009, 'fffffc01 6e6f', { code: 401, reason: 'no' }],
    ['ERROR-CODE may have no reason', 0x0009, '00000663', { code: 699, reason: '' }],
    ['RESPONSE-PORT of 2 bytes', 0x0027, '0d96', 3478],
    ['RESPONSE-PORT of 4 bytes', 0x0027, '0d96ffff', 3478],
    ['CHANNEL-NUMBER ignores its reserved bytes', 0x000c, '4001ffff', 0x4001],
    ['REQUESTED-TRANSPORT ignores its reserved bytes', 0x0019, '11ffffff', 17],
    ['EVEN-PORT ignores its other bits', 0x0018, '7f', { reserve: false }],
    ['CHANGE-REQUEST of both', 0x0003, '00000006', { changeIp: true, changePort: true }],
    ['CHANGE-REQUEST of the port', 0x0003, '00000002', { changeIp: false, changePort: true }],
    ['ADDITIONAL-ADDRESS-FAMILY', 0x8000, '02000000', 'IPv6'],
    ['ADDRESS-ERROR-CODE', 0x8001, '02000428 6e6f', { family: 'IPv6', code: 440, reason: 'no' }],
    ['ICMP', 0x8004, 'ffff0604 000005dc', { type: 3, code: 4, data: hex('000005dc') }],
    ['SOFTWARE with broken UTF-8, which is for people only', 0x8022, '61ff', 'a\uFFFD'],
    ['NONCE with a real replacement character', 0x0015, 'efbfbd', '\uFFFD'],
    [
      'a last password algorithm without its padding',
      0x001d,
      '00030001aa',
      { algorithm: 3, parameters: hex('aa') },
    ],
  ])('%s', (_what, type, value, expected) => {
    expect(valueOf(type, value)).toEqual(expected);
  });

  it('password algorithms are read in their order, each with its padding', () => {
    expect(valueOf(0x8002, '00020000 00030005 aabbccddee000000 00010000')).toEqual([
      { algorithm: 2, parameters: hex('') },
      { algorithm: 3, parameters: hex('aabbccddee') },
      { algorithm: 1, parameters: hex('') },
    ]);
  });

  it.each([
    ['an address shorter than its family says', 0x0001, '0001 0d96 c00002'],
    ['an address longer than its family says', 0x0001, '0001 0d96 c000020100'],
    ['an IPv6 address of 4 bytes', 0x0020, '0002 0d96 c0000201'],
    ['an address of an unknown family', 0x0020, '0003 0d96 c0000201'],
    ['an address without its port', 0x0020, '0001'],
    ['a XOR-ed address longer than any family', 0x0020, `0002${'00'.repeat(19)}`],
    ['an error class below 3', 0x0009, '00000201'],
    ['an error class above 6', 0x0009, '00000701'],
    ['an error number above 99', 0x0009, '00000464'],
    ['an error code of 3 bytes', 0x0009, '000004'],
    ['UNKNOWN-ATTRIBUTES of odd length', 0x000a, '000102'],
    ['RESPONSE-PORT of 3 bytes', 0x0027, '0d9600'],
    ['LIFETIME of 3 bytes', 0x000d, '000001'],
    ['ICE-CONTROLLED of 4 bytes', 0x8029, '00000001'],
    ['EVEN-PORT of 4 bytes', 0x0018, '80000000'],
    ['CHANGE-REQUEST of 1 byte', 0x0003, '02'],
    ['an unknown requested family', 0x0017, '03000000'],
    ['an unknown family with an error', 0x8001, '03000428'],
    ['DONT-FRAGMENT with a value', 0x001a, '00'],
    ['RESERVATION-TOKEN of 4 bytes', 0x0022, '00000000'],
    ['MESSAGE-INTEGRITY of 16 bytes', 0x0008, '00'.repeat(16)],
    ['a SHA-256 digest below 16 bytes', 0x001c, '00'.repeat(12)],
    ['a SHA-256 digest that is no multiple of 4', 0x001c, '00'.repeat(18)],
    ['a SHA-256 digest above 32 bytes', 0x001c, '00'.repeat(36)],
    ['a password algorithm without its parameters', 0x001d, '00020004'],
    ['bytes behind a password algorithm', 0x001d, '0002000000020000'],
    ['a list that ends within a password algorithm', 0x8002, '00020000 0001'],
    ['a NONCE that is not UTF-8', 0x0015, '61ff'],
    ['an ICMP of 4 bytes', 0x8004, '00000604'],
  ])('refuses %s', (_what, type, value) => {
    const result = decodeOne(type, value);
    expect(result).toMatchObject({ ok: false, error: { place: expect.stringMatching(/ at 20$/) } });
  });
});
