import { createHash, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Key of MESSAGE-INTEGRITY and MESSAGE-INTEGRITY-SHA256: made once for a credential, then used for every message. */
export type IntegrityKey = KeyObject;

const otherSpaces = /\p{Zs}/gu;

/**
 * Prepares a user name, realm or password by the OpaqueString profile: other spaces become U+0020, then NFC (RFC 8265
 * section 4.2). Characters that the profile forbids are kept: a credential that a server already uses must be tried.
 */
function opaqueString(text: string): string {
  return text.replace(otherSpaces, ' ').normalize('NFC');
}

/** Key of a short-term credential, as ICE uses it: the password itself (RFC 8489 section 9.1.1). */
export function shortTermKey(password: string): IntegrityKey {
  return createSecretKey(Buffer.from(opaqueString(password), 'utf8'));
}

/**
 * Key of a long-term credential, as TURN uses it: a hash of `username:realm:password` (RFC 8489 sections 9.2.2 and
 * 18.5). MD5 unless a password algorithm was agreed on.
 */
export function longTermKey(credential: {
  username: string;
  realm: string;
  password: string;
  algorithm?: 'MD5' | 'SHA-256';
}): IntegrityKey {
  const { username, realm, password, algorithm = 'MD5' } = credential;
  const text = [username, realm, password].map(opaqueString).join(':');
  const hash = createHash(algorithm === 'MD5' ? 'md5' : 'sha256');
  return createSecretKey(hash.update(text, 'utf8').digest());
}

/** Value of USERHASH: 32 bytes that hide the user name from who does not know it (RFC 8489 section 14.4). */
export function userhash(username: string, realm: string): Buffer {
  return createHash('sha256')
    .update(`${opaqueString(username)}:${opaqueString(realm)}`, 'utf8')
    .digest();
}
