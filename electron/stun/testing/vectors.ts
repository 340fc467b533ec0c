import { readFileSync } from 'node:fs';
import { longTermKey, shortTermKey } from '../credentials.ts';
import type { IntegrityKey } from '../credentials.ts';

/** One message of RFC 5769 or RFC 8489 appendix B, with what it must mean. */
export interface StunVector {
  name: string;
  hex: string;
  hasFingerprint: boolean;
  shortTermPassword?: string;
  username?: string;
  userhash?: string;
  realm?: string;
  nonce?: string;
  password?: string;
  passwordAlgorithm?: 'SHA-256';
  software?: string;
  priority?: number;
  iceControlled?: string;
  mappedAddress?: { address: string; port: number };
}

const file = new URL('../../../tests/testdata/stun-vectors.json', import.meta.url);

/** All vectors. */
export const stunVectors = (JSON.parse(readFileSync(file, 'utf8')) as { vectors: StunVector[] })
  .vectors;

/** The key that a vector is signed with. */
export function vectorKey(vector: StunVector): IntegrityKey {
  if (vector.shortTermPassword !== undefined) return shortTermKey(vector.shortTermPassword);
  const { username = '', realm = '', password = '', passwordAlgorithm } = vector;
  return longTermKey({ username, realm, password, algorithm: passwordAlgorithm ?? 'MD5' });
}
