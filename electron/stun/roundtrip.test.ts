import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeChannelData, encodeChannelData } from './channel-data.ts';
import { shortTermKey } from './credentials.ts';
import { decodeMessage, isStunMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import { checkFingerprint, checkIntegrity } from './integrity.ts';
import type { StunMessage } from './message.ts';
import { attributeNamed, attributeNames, message as anyMessage } from './testing/arbitraries.ts';
import { rawMessage } from './testing/raw-message.ts';
import { stunVectors } from './testing/vectors.ts';

const key = shortTermKey('a password');

/** Everything that reads bytes from the network; throws only where one of them does. */
function readAll(bytes: Buffer) {
  isStunMessage(bytes);
  decodeChannelData(bytes);
  const result = decodeMessage(bytes);
  if (result.ok) {
    checkIntegrity(result.message, key);
    checkFingerprint(result.message);
  }
  return result;
}

/** The first `length` bytes, with a header that says that the message ends there. */
function shortened(bytes: Buffer, length: number): Buffer {
  const short = Buffer.from(bytes.subarray(0, length));
  short.writeUInt16BE(length - 20, 2);
  return short;
}

function expectTruncationToBeRefused(bytes: Buffer): void {
  for (let length = 0; length < bytes.length; length += 1) {
    expect(readAll(bytes.subarray(0, length)).ok).toBe(false);
  }
  // Under a header that agrees with the cut, the attributes have to hold by themselves.
  for (let length = 20; length < bytes.length; length += 1) readAll(shortened(bytes, length));
}

function expectSame(message: StunMessage, options: Parameters<typeof encodeMessage>[1]): void {
  const bytes = encodeMessage(message, options);
  const result = decodeMessage(bytes);
  expect(result).toMatchObject({ ok: true, message: { ...message, bytes } });
  expect(isStunMessage(bytes)).toBe(true);
}

describe('every attribute of the table', () => {
  it.each(attributeNames)('%s decodes to what was encoded', (name) => {
    const padding = fc.nat(0xff);
    fc.assert(
      fc.property(attributeNamed(name), fc.boolean(), padding, (one, twice, filler) => {
        const ends = name === 'FINGERPRINT' || name.startsWith('MESSAGE-INTEGRITY');
        const attributes = twice && !ends ? [one, one] : [one];
        const transactionId = Buffer.from('transaction!');
        const message = { class: 'request', method: 'Binding', transactionId, attributes } as const;
        expectSame({ ...message, attributes }, { padding: filler });
      }),
    );
  });

  it.each(attributeNames)('%s of random bytes is read or refused, never thrown at', (name) => {
    fc.assert(
      fc.property(attributeNamed(name), fc.uint8Array({ maxLength: 40 }), (one, value) => {
        const sample = encodeMessage({
          class: 'success',
          method: 'Binding',
          transactionId: Buffer.alloc(12),
          attributes: [one],
        });
        const type = sample.readUInt16BE(20);
        const result = readAll(rawMessage(0x0101, [[type, value]]));
        const place = `attribute ${name} at 20`;
        expect(result.ok ? result.message.attributes[0]?.name : result.error.place).toBe(
          result.ok ? name : place,
        );
      }),
    );
  });
});

describe('generated messages', () => {
  it('decode to what was encoded', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expectSame(message, {});
      }),
    );
  });

  it('verify with the key that signed them', () => {
    const algorithm = fc.constantFrom('SHA-1' as const, 'SHA-256' as const, 'both' as const);
    fc.assert(
      fc.property(anyMessage, algorithm, (message, integrityAlgorithm) => {
        const options = { integrity: key, integrityAlgorithm, fingerprint: true };
        const result = decodeMessage(encodeMessage(message, options));
        expect(result.ok && checkIntegrity(result.message, key)).toBe('valid');
        expect(result.ok && checkFingerprint(result.message)).toBe('valid');
      }),
    );
  });

  it('are refused, not thrown at, when cut at any offset', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expectTruncationToBeRefused(encodeMessage(message, { integrity: key, fingerprint: true }));
      }),
      { numRuns: 25 },
    );
  });
});

describe('bytes from the network', () => {
  it.each(stunVectors)('$name cut at any offset is refused', (vector) => {
    expectTruncationToBeRefused(Buffer.from(vector.hex, 'hex'));
  });

  it('at random are never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readAll(Buffer.from(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('at random behind a good header are never thrown at', () => {
    const words = fc.array(fc.uint8Array({ minLength: 4, maxLength: 4 }), { maxLength: 50 });
    fc.assert(
      fc.property(words, (body) => {
        const bytes = Buffer.concat([rawMessage(0x0001, []), ...body]);
        readAll(shortened(bytes, bytes.length));
      }),
      { numRuns: 2000 },
    );
  });

  it('with any byte of a vector changed are never thrown at', () => {
    for (const vector of stunVectors) {
      const good = Buffer.from(vector.hex, 'hex');
      for (let at = 0; at < good.length; at += 1) {
        for (const value of [0x00, 0x01, 0x7f, 0x80, 0xff]) {
          const bytes = Buffer.from(good);
          bytes[at] = value;
          readAll(bytes);
        }
      }
    }
    expect(stunVectors.length).toBeGreaterThan(0);
  });
});

it('channel data decodes to what was encoded, padded or not', () => {
  const channel = fc.integer({ min: 0x4000, max: 0x4fff });
  fc.assert(
    fc.property(
      channel,
      fc.uint8Array({ maxLength: 50 }),
      fc.boolean(),
      (number, array, padded) => {
        const data = Buffer.from(array);
        const bytes = encodeChannelData(number, data, { padded });
        expect(bytes.length % 4 === 0 || !padded).toBe(true);
        expect(decodeChannelData(bytes)).toEqual({ ok: true, channel: number, data });
      },
    ),
  );
});
