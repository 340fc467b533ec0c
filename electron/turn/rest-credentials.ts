import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { accountKeys, type AccountKeys } from './account-keys.ts';
import { maxRestKeys } from './limits.ts';

/** `<unix time>` or `<unix time>:<name>`; 15 digits are exact as a number. */
const restUsername = /^(\d{1,15})(?::(.*))?$/su;

/**
 * Credentials of a "REST API for access to TURN services" (draft-uberti-behave-turn-rest): the user name carries the
 * time at which it expires, and the password is the base64 text of the HMAC-SHA1 of the user name under a secret that
 * the relay shares with whoever hands the credentials out.
 */
export class RestCredentials {
  readonly #realm: string;
  readonly #secret: KeyObject;
  readonly #keys = new Map<string, AccountKeys>();

  constructor(realm: string, secret: string) {
    this.#realm = realm;
    this.#secret = createSecretKey(Buffer.from(secret, 'utf8'));
  }

  get kept(): number {
    return this.#keys.size;
  }

  /** The keys of that user name; undefined where it is none of this kind or has expired. */
  keysOf(username: string, nowUnixSec: number): AccountKeys | undefined {
    const match = restUsername.exec(username);
    if (!match || Number(match[1]) <= nowUnixSec) return undefined;
    const kept = this.#keys.get(username);
    if (kept) return kept;
    const credential = createHmac('sha1', this.#secret).update(username, 'utf8').digest('base64');
    return accountKeys(this.#realm, { username, credential }, match[2] || username);
  }

  /** Keeps the keys of who has proved to have the password: guessed names do not push out the others. */
  keep(keys: AccountKeys): void {
    if (this.#keys.has(keys.username)) return;
    if (this.#keys.size >= maxRestKeys) {
      const [oldest] = this.#keys.keys();
      if (oldest !== undefined) this.#keys.delete(oldest);
    }
    this.#keys.set(keys.username, keys);
  }
}
