import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { longTermKey, shortTermKey, userhash } from './credentials.ts';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import type { EncodeOptions } from './encode.ts';
import { checkFingerprint, checkIntegrity } from './integrity.ts';
import { rawMessage } from './testing/raw-message.ts';

const password = 'a password';
const key = shortTermKey(password);

function signed(options: EncodeOptions): Buffer {
  return encodeMessage(
    {
      class: 'success',
      method: 'Binding',
      transactionId: Buffer.alloc(12, 7),
      attributes: [{ name: 'SOFTWARE', value: 'a server' }],
    },
    options,
  );
}

function checksOf(bytes: Buffer): unknown {
  const result = decodeMessage(bytes);
  if (!result.ok) return 'refused';
  return [checkIntegrity(result.message, key), checkFingerprint(result.message)];
}

/** A message whose only attribute is a SHA-256 digest of `size` bytes. */
function withTruncatedDigest(size: number): Buffer {
  const bytes = rawMessage(0x0101, [[0x001c, Buffer.alloc(size)]]);
  const digest = createHmac('sha256', password).update(bytes.subarray(0, 20)).digest();
  digest.copy(bytes, 24, 0, size);
  return bytes;
}

describe('checkIntegrity', () => {
  it.each(['SHA-1', 'SHA-256', 'both'] as const)(
    'accepts %s, with and without fingerprint',
    (a) => {
      const options = { integrity: key, integrityAlgorithm: a };
      expect(checksOf(signed(options))).toEqual(['valid', 'missing']);
      expect(checksOf(signed({ ...options, fingerprint: true }))).toEqual(['valid', 'valid']);
    },
  );

  it('says missing where there is none', () => {
    expect(checksOf(signed({}))).toEqual(['missing', 'missing']);
  });

  it.each(['SHA-1', 'SHA-256'] as const)('refuses a change of any byte under %s', (algorithm) => {
    const good = signed({ integrity: key, integrityAlgorithm: algorithm });
    for (let at = 8; at < good.length; at += 1) {
      const bytes = Buffer.from(good);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
      expect(checksOf(bytes)).not.toEqual(['valid', 'missing']);
    }
  });

  it.each([16, 20, 24, 28, 32])('accepts a SHA-256 digest of %i bytes', (size) => {
    expect(checksOf(withTruncatedDigest(size))).toEqual(['valid', 'missing']);
  });

  it('refuses a truncated digest that is wrong in its last byte', () => {
    const bytes = withTruncatedDigest(16);
    bytes.writeUInt8(bytes.readUInt8(39) ^ 1, 39);
    expect(checksOf(bytes)).toEqual(['invalid', 'missing']);
  });

  it('prefers SHA-256: a valid SHA-1 digest does not save a wrong one', () => {
    const bytes = signed({ integrity: key, integrityAlgorithm: 'both' });
    const last = bytes.length - 1;
    bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
    expect(checksOf(bytes)).toEqual(['invalid', 'missing']);
  });

  it('falls back to SHA-1 where somebody took SHA-256 away', () => {
    const bytes = signed({ integrity: key, integrityAlgorithm: 'both' });
    const without = bytes.subarray(0, bytes.length - 36);
    without.writeUInt16BE(without.length - 20, 2);
    expect(checksOf(without)).toEqual(['valid', 'missing']);
  });

  it('counts no attribute that follows the integrity', () => {
    const good = signed({ integrity: key });
    const late = Buffer.concat([good, Buffer.from('8022000461626364', 'hex')]);
    late.writeUInt16BE(late.length - 20, 2);
    expect(checksOf(late)).toEqual(['valid', 'missing']);
  });

  it('does not take a digest that follows the fingerprint or hides in a value', () => {
    const hidden = rawMessage(0x0101, [[0x8022, Buffer.from('0008001400000000', 'hex')]]);
    expect(checksOf(hidden)).toEqual(['missing', 'missing']);
  });
});

describe('checkFingerprint', () => {
  it('refuses every changed bit of the message', () => {
    const good = signed({ fingerprint: true });
    for (let at = 8; at < good.length - 8; at += 1) {
      const bytes = Buffer.from(good);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x01, at);
      expect(checksOf(bytes)).not.toEqual([expect.anything(), 'valid']);
    }
  });
});

describe('keys', () => {
  it('of short-term credentials are the prepared password', () => {
    expect(shortTermKey('p\u00A0a\u0308').export().toString('utf8')).toBe('p \u00E4');
  });

  it('of long-term credentials are MD5 unless SHA-256 was agreed on', () => {
    const credential = { username: 'user', realm: 'realm', password: 'pass' };
    expect(longTermKey(credential).export().toString('hex')).toBe(
      '8493fbc53ba582fb4c044c456bdc40eb',
    );
    expect(longTermKey({ ...credential, algorithm: 'SHA-256' }).export()).toHaveLength(32);
  });

  it('and user hashes are alike for both spellings of an accent', () => {
    expect(userhash('a\u0308', 'r')).toEqual(userhash('\u00E4', 'r'));
    expect(userhash('a', 'r')).not.toEqual(userhash('\u00E4', 'r'));
  });
});
