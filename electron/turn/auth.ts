import { randomBytes } from 'node:crypto';
import { attribute, checkIntegrity, userhash } from '../stun/index.ts';
import type { AttributeValue, DecodedMessage, IntegrityKey, StunAttribute } from '../stun/index.ts';
import { accountKeys, type Account, type AccountKeys } from './account-keys.ts';
import { FailedLogins } from './failed-logins.ts';
import { NonceIssuer } from './nonce.ts';
import { RestCredentials } from './rest-credentials.ts';
import type { WallClock } from './wall-clock.ts';

/** How the answer to an authenticated request is protected: like the request was (RFC 8489 section 9.2.4). */
export interface AnswerIntegrity {
  key: IntegrityKey;
  algorithm: 'SHA-1' | 'SHA-256';
}

/**
 * `attributes` go into the error response: realm and nonce where the client may try again. `silence` stands for no
 * answer, because logins have failed too often; `blocked` is the client's own doing.
 */
export type Authentication =
  | { ok: true; username: string; account: string; integrity: AnswerIntegrity }
  | { ok: false; code: 400 | 401 | 438; attributes: StunAttribute[] }
  | { ok: false; code: 'silence'; blocked: boolean };

/** Who may use the relay. */
export interface AuthOptions {
  realm: string;
  accounts: readonly Account[];
  /** Accepts REST credentials made with this secret as well. */
  restSecret?: string | undefined;
  wallClock: WallClock;
}

/** Registered numbers (RFC 8489 section 18.5). */
const md5 = 1;
const sha256 = 2;
/** Best first, as a client takes the first one that it knows (RFC 8489 section 9.2.5). */
const offeredAlgorithms = [sha256, md5].map((algorithm) => ({
  algorithm,
  parameters: Buffer.alloc(0),
}));

/** Long-term authentication of the server's side (RFC 8489 section 9.2.4). Clients of RFC 5389 pass as well. */
export class Authenticator {
  readonly #realm: string;
  readonly #wallClock: WallClock;
  readonly #nonces: NonceIssuer;
  readonly #rest: RestCredentials | null;
  readonly #failures = new FailedLogins();
  readonly #byUsername = new Map<string, AccountKeys>();
  readonly #byUserhash = new Map<string, AccountKeys>();
  readonly #nobody: AccountKeys;

  constructor({ realm, accounts, restSecret, wallClock }: AuthOptions) {
    this.#realm = realm;
    this.#wallClock = wallClock;
    this.#rest = restSecret === undefined ? null : new RestCredentials(realm, restSecret);
    this.#nonces = new NonceIssuer({
      passwordAlgorithms: true,
      // The time in a REST name cannot be read from its hash, so such a client must not hide it.
      usernameAnonymity: this.#rest === null,
    });
    const credential = randomBytes(16).toString('hex');
    this.#nobody = accountKeys(realm, { username: 'nobody', credential });
    for (const account of accounts) {
      const keys = accountKeys(realm, account);
      this.#byUsername.set(account.username, keys);
      this.#byUserhash.set(userhash(account.username, realm).toString('hex'), keys);
    }
  }

  /** What is held for logins: see `TurnProtocol.held`. */
  get held(): { failingClients: number; restKeys: number } {
    return { failingClients: this.#failures.clients, restKeys: this.#rest?.kept ?? 0 };
  }

  /** Who sent the request, or the error to answer it with. */
  authenticate(request: DecodedMessage, tupleKey: string, nowMs: number): Authentication {
    if (!hasIntegrity(request)) return this.#challenge(401, tupleKey, nowMs);
    if (this.#failures.isBlocked(tupleKey, nowMs)) return blocked;
    const nonce = attribute(request, 'NONCE');
    const account = this.#account(request, nowMs);
    if (nonce === undefined || !account) return badRequest;
    const algorithm = chosenAlgorithm(request);
    if (algorithm === 'not-offered') return badRequest;

    // An unknown name is checked against a key as well, so that time does not tell which names exist.
    const key = algorithm === 'SHA-256' ? account.sha256 : account.md5;
    const valid = checkIntegrity(request, key) === 'valid';
    const realmMatches = attribute(request, 'REALM') === this.#realm;
    if (!valid || !realmMatches || account === this.#nobody) {
      const answered = this.#failures.failed(tupleKey, nowMs);
      return answered ? this.#challenge(401, tupleKey, nowMs) : unanswered;
    }
    if (!this.#nonces.isFresh(nonce, tupleKey, nowMs)) {
      return this.#challenge(438, tupleKey, nowMs);
    }
    if (!this.#byUsername.has(account.username)) this.#rest?.keep(account);
    const answerAlgorithm = algorithm === 'RFC 5389' ? 'SHA-1' : 'SHA-256';
    const integrity: AnswerIntegrity = { key, algorithm: answerAlgorithm };
    return { ok: true, username: account.username, account: account.account, integrity };
  }

  /** The account that the request names, `#nobody` for an unknown one, undefined where it names none. */
  #account(request: DecodedMessage, nowMs: number): AccountKeys | undefined {
    if (attribute(request, 'REALM') === undefined) return undefined;
    const username = attribute(request, 'USERNAME');
    if (username !== undefined) {
      return (
        this.#byUsername.get(username) ??
        this.#rest?.keysOf(username, this.#wallClock.unixSec(nowMs)) ??
        this.#nobody
      );
    }
    const hash = attribute(request, 'USERHASH');
    return hash && (this.#byUserhash.get(hash.toString('hex')) ?? this.#nobody);
  }

  #challenge(code: 401 | 438, tupleKey: string, nowMs: number): Authentication {
    const attributes: StunAttribute[] = [
      { name: 'REALM', value: this.#realm },
      { name: 'NONCE', value: this.#nonces.issue(tupleKey, nowMs) },
      { name: 'PASSWORD-ALGORITHMS', value: offeredAlgorithms },
    ];
    return { ok: false, code, attributes };
  }
}

const badRequest: Authentication = { ok: false, code: 400, attributes: [] };
const blocked: Authentication = { ok: false, code: 'silence', blocked: true };
const unanswered: Authentication = { ok: false, code: 'silence', blocked: false };

function hasIntegrity(request: DecodedMessage): boolean {
  return (
    attribute(request, 'MESSAGE-INTEGRITY') !== undefined ||
    attribute(request, 'MESSAGE-INTEGRITY-SHA256') !== undefined
  );
}

/** `RFC 5389`: the request names no algorithm, so it is MD5 and answered with SHA-1 (RFC 8489 section 9.2.4). */
function chosenAlgorithm(request: DecodedMessage): 'RFC 5389' | 'MD5' | 'SHA-256' | 'not-offered' {
  const list = attribute(request, 'PASSWORD-ALGORITHMS');
  const chosen = attribute(request, 'PASSWORD-ALGORITHM');
  if (!list && !chosen) return 'RFC 5389';
  if (!list || !chosen || !isOfferedList(list) || chosen.parameters.length > 0)
    return 'not-offered';
  if (chosen.algorithm === sha256) return 'SHA-256';
  return chosen.algorithm === md5 ? 'MD5' : 'not-offered';
}

/** A list that differs from the offered one was changed on the way, to make the client choose a weaker algorithm. */
function isOfferedList(list: AttributeValue<'PASSWORD-ALGORITHMS'>): boolean {
  return (
    list.length === offeredAlgorithms.length &&
    list.every(
      ({ algorithm, parameters }, index) =>
        algorithm === offeredAlgorithms[index]?.algorithm && parameters.length === 0,
    )
  );
}
