import { describe, expect, it } from 'vitest';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import { checkFingerprint, checkIntegrity } from './integrity.ts';
import { shortTermKey, userhash } from './credentials.ts';
import { attribute } from './message.ts';
import type { DecodedMessage } from './message.ts';
import { parseNonceCookie } from './nonce-cookie.ts';
import { hex } from './testing/raw-message.ts';
import { stunVectors, vectorKey } from './testing/vectors.ts';

function decoded(text: string): DecodedMessage {
  const result = decodeMessage(hex(text));
  if (!result.ok) throw new Error(`${result.error.place}: ${result.error.reason}`);
  return result.message;
}

/** RFC 5769 pads the three messages with a fingerprint with spaces and the others with zeros. */
function paddingOf(vector: { hasFingerprint: boolean }): number {
  return vector.hasFingerprint ? 0x20 : 0;
}

describe.each(stunVectors)('test vector $name', (vector) => {
  const message = decoded(vector.hex);

  it('decodes to what the RFC says it means', () => {
    expect(message.method).toBe('Binding');
    expect(message.unknownRequired).toEqual([]);
    expect(attribute(message, 'USERHASH')?.toString('hex')).toBe(vector.userhash);
    const named = vector.userhash === undefined ? vector.username : undefined;
    expect(attribute(message, 'USERNAME')).toBe(named);
    expect(attribute(message, 'REALM')).toBe(vector.realm);
    expect(attribute(message, 'NONCE')).toBe(vector.nonce);
    expect(attribute(message, 'SOFTWARE')).toBe(vector.software);
    expect(attribute(message, 'PRIORITY')).toBe(vector.priority);
    expect(attribute(message, 'ICE-CONTROLLED')?.toString(16).padStart(16, '0')).toBe(
      vector.iceControlled,
    );
    const mapped = attribute(message, 'XOR-MAPPED-ADDRESS');
    expect(mapped && { address: mapped.address, port: mapped.port }).toEqual(vector.mappedAddress);
  });

  it('has a valid integrity with its key and an invalid one with another', () => {
    expect(checkIntegrity(message, vectorKey(vector))).toBe('valid');
    expect(checkIntegrity(message, shortTermKey('another'))).toBe('invalid');
  });

  it('has a valid fingerprint if any', () => {
    expect(checkFingerprint(message)).toBe(vector.hasFingerprint ? 'valid' : 'missing');
  });

  it('encodes to the same bytes', () => {
    const bytes = encodeMessage(message, {
      integrity: vectorKey(vector),
      integrityAlgorithm: vector.passwordAlgorithm ?? 'SHA-1',
      fingerprint: vector.hasFingerprint,
      padding: paddingOf(vector),
    });
    expect(bytes.toString('hex')).toBe(vector.hex);
  });
});

it('makes the USERHASH of RFC 8489 appendix B.1', () => {
  const vector = stunVectors.find((one) => one.userhash !== undefined);
  const hash = userhash(vector?.username ?? '', vector?.realm ?? '');
  expect(hash.toString('hex')).toBe(vector?.userhash);
});

it('reads the security features of the nonce of RFC 8489 appendix B.1', () => {
  const vector = stunVectors.find((one) => one.userhash !== undefined);
  expect(parseNonceCookie(vector?.nonce ?? '')).toEqual({
    passwordAlgorithms: false,
    usernameAnonymity: true,
  });
});
