import { longTermKey, type IntegrityKey } from '../stun/index.ts';

/** A name and password that the relay accepts. */
export interface Account {
  username: string;
  credential: string;
}

/** The keys of one user name. */
export interface AccountKeys {
  username: string;
  /** Whose quota counts: the user name, or what is behind the time in a REST one. */
  account: string;
  md5: IntegrityKey;
  sha256: IntegrityKey;
}

/** Derives what checks the requests of that account (RFC 8489 section 18.5). */
export function accountKeys(
  realm: string,
  { username, credential }: Account,
  account = username,
): AccountKeys {
  const base = { username, realm, password: credential };
  return {
    username,
    account,
    md5: longTermKey({ ...base, algorithm: 'MD5' }),
    sha256: longTermKey({ ...base, algorithm: 'SHA-256' }),
  };
}
