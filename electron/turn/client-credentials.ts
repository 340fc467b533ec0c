import { attribute, longTermKey, parseNonceCookie, userhash } from '../stun/index.ts';
import type {
  AttributeValue,
  DecodedMessage,
  EncodeOptions,
  IntegrityKey,
  StunAttribute,
} from '../stun/index.ts';

/** How requests are signed once the server has sent its challenge. */
export interface Signature {
  attributes: StunAttribute[];
  encode: EncodeOptions;
  key: IntegrityKey;
  realm: string;
  /** What the key was made with. */
  algorithm: 'MD5' | 'SHA-256';
}

/** Why a challenge cannot be met. `bid-down`: it was changed on the way, to make the client use a weaker algorithm. */
export type ChallengeProblem = 'incomplete' | 'bid-down' | 'no-known-algorithm';

const algorithmNames: Readonly<Record<number, 'MD5' | 'SHA-256'>> = { 1: 'MD5', 2: 'SHA-256' };

/** The client's side of long-term authentication (RFC 8489 sections 9.2.3 and 9.2.5). */
export class ClientCredentials {
  readonly #username: string;
  readonly #password: string;
  #signature: Signature | null = null;

  constructor(username: string, password: string) {
    this.#username = username;
    this.#password = password;
  }

  /** Null until a challenge has been met. */
  get signature(): Signature | null {
    return this.#signature;
  }

  /** Takes realm, nonce and algorithm from a 401 or 438 response. Null: the request can be tried again. */
  meet(response: DecodedMessage): ChallengeProblem | null {
    const realm = attribute(response, 'REALM');
    const nonce = attribute(response, 'NONCE');
    if (realm === undefined || nonce === undefined) return 'incomplete';
    const features = parseNonceCookie(nonce);
    const offered = attribute(response, 'PASSWORD-ALGORITHMS');
    if (!offered) {
      // The nonce says that the server sends algorithms: somebody took them out (RFC 8489 section 9.2.5).
      if (features?.passwordAlgorithms === true) return 'bid-down';
      this.#signature = this.#sign(realm, nonce, false, null);
      return null;
    }
    const chosen = offered.find(
      ({ algorithm, parameters }) =>
        algorithmNames[algorithm] !== undefined && parameters.length === 0,
    );
    if (!chosen) return 'no-known-algorithm';
    const anonymous = features?.usernameAnonymity === true;
    this.#signature = this.#sign(realm, nonce, anonymous, { offered, chosen });
    return null;
  }

  #sign(
    realm: string,
    nonce: string,
    anonymous: boolean,
    algorithms: {
      offered: AttributeValue<'PASSWORD-ALGORITHMS'>;
      chosen: AttributeValue<'PASSWORD-ALGORITHM'>;
    } | null,
  ): Signature {
    const username = this.#username;
    const attributes: StunAttribute[] = [
      anonymous
        ? { name: 'USERHASH', value: userhash(username, realm) }
        : { name: 'USERNAME', value: username },
      { name: 'REALM', value: realm },
      { name: 'NONCE', value: nonce },
    ];
    const base = { username, realm, password: this.#password };
    if (!algorithms) {
      const key = longTermKey(base);
      const encode = { integrity: key, integrityAlgorithm: 'SHA-1' } as const;
      return { attributes, key, encode, realm, algorithm: 'MD5' };
    }
    const { offered, chosen } = algorithms;
    attributes.push({ name: 'PASSWORD-ALGORITHMS', value: offered });
    attributes.push({ name: 'PASSWORD-ALGORITHM', value: chosen });
    const algorithm = algorithmNames[chosen.algorithm] ?? 'MD5';
    const key = longTermKey({ ...base, algorithm });
    const encode = { integrity: key, integrityAlgorithm: 'SHA-256' } as const;
    return { attributes, key, encode, realm, algorithm };
  }
}
