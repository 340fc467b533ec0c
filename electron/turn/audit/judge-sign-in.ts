import type { AuditFacts, Challenge, Reply } from './facts.ts';
import { couldBeBetter, good, type Judgement, notChecked, wrong } from './judgement.ts';
import type { NotCheckedReason } from './judgement.ts';

/** Names from examples and defaults: with them two servers of different owners look like one. */
const borrowedRealm =
  /^(localhost|realm|turn|coturn|test|north\.gov|mycompany\.org|(.+\.)?example(\.(org|com|net))?)$/i;

/** Why nothing can be said that needs an answer without signing in. */
function noAnswer({ stopped }: AuditFacts): Judgement {
  return notChecked(stopped ? 'stopped' : 'no-answer');
}

/** Why an allocation was not had. */
export function noAllocation(facts: AuditFacts): Judgement {
  return notChecked(reasonWithoutAllocation(facts));
}

function reasonWithoutAllocation(facts: AuditFacts): NotCheckedReason {
  if (!facts.session) return facts.stopped ? 'stopped' : 'no-answer';
  if (facts.credentials === 'none' && !isOpen(facts)) return 'no-credential';
  if (facts.stopped) return 'stopped';
  return 'not-signed-in';
}

export function isOpen({ listeners }: AuditFacts): boolean {
  return listeners.some((listener) => listener.isOpen);
}

export function judgeAuthentication(facts: AuditFacts): Judgement {
  if (isOpen(facts)) return wrong('open-relay', 'lt-cred-mech');
  return challengesOf(facts).length > 0 ? good('sign-in-asked') : noAnswer(facts);
}

export function judgeRealm(facts: AuditFacts): Judgement {
  const [challenge] = challengesOf(facts);
  if (!challenge) return isOpen(facts) ? notChecked('open-relay') : noAnswer(facts);
  const { realm } = challenge;
  const option = 'realm=<your domain>';
  if (realm === null || realm === '') return wrong('realm-none', option);
  const isName = /^[^\s.]+(\.[^\s.]+)+$/.test(realm) && !/^[\d.]+$/.test(realm);
  if (borrowedRealm.test(realm) || !isName) return couldBeBetter('realm-odd', option, { realm });
  return good('realm-own', { realm });
}

/** A nonce that several clients get lets one use what it has overheard of another (RFC 8489 section 9.2). */
export function judgeNonceForEach(facts: AuditFacts): Judgement {
  const nonces = challengesOf(facts).map(({ nonce }) => nonce);
  if (nonces.length === 0) return isOpen(facts) ? notChecked('open-relay') : noAnswer(facts);
  if (nonces.includes(null)) return wrong('nonce-none', 'stale-nonce=600');
  if (nonces.length === 1) return notChecked('one-answer');
  if (new Set(nonces).size === nonces.length) return good('nonce-for-each');
  return wrong('nonce-shared', 'stale-nonce=600');
}

/** 438 is what makes a client take the new nonce and go on (RFC 8489 section 9.2.4). */
export function judgeNonceIsChecked(facts: AuditFacts): Judgement {
  const { session } = facts;
  if (isOpen(facts)) return notChecked('open-relay');
  if (!session || !hasAllocation(facts)) return noAllocation(facts);
  const { madeUpNonce: reply } = session;
  if (reply === 'accepted') return wrong('nonce-not-checked', 'stale-nonce=600');
  if (reply === 'none') return notChecked(facts.stopped ? 'stopped' : 'not-answered');
  if (reply.refusedWith === 438) return good('nonce-checked');
  return couldBeBetter('nonce-refused', null, { code: reply.refusedWith });
}

export function judgeNonceIsKept(facts: AuditFacts): Judgement {
  const { session } = facts;
  if (isOpen(facts)) return notChecked('open-relay');
  if (!session || !hasAllocation(facts)) return noAllocation(facts);
  const { sameNonce: reply } = session;
  if (reply === 'accepted') return good('nonce-kept');
  if (reply === 'none') return notChecked(facts.stopped ? 'stopped' : 'not-answered');
  return couldBeBetter('nonce-once', 'stale-nonce=600', { code: reply.refusedWith });
}

/** RFC 8489 section 9.2: SHA-256 for who can, and a cookie in the nonce that shows when the offer was taken out. */
export function judgePasswordAlgorithms(facts: AuditFacts): Judgement {
  const challenges = challengesOf(facts);
  if (challenges.length === 0) return isOpen(facts) ? notChecked('open-relay') : noAnswer(facts);
  if (challenges.some((one) => one.promisesAlgorithms && !one.offersAlgorithms)) {
    return wrong('algorithms-taken-out', null);
  }
  if (challenges.every((one) => one.offersAlgorithms)) return good('algorithms-offered');
  return couldBeBetter('algorithms-none', null);
}

export function judgeSignIn(facts: AuditFacts): Judgement {
  if (isOpen(facts)) return notChecked('open-relay');
  if (hasAllocation(facts)) return good('signed-in');
  const code = refusalOf(facts.session?.plain[0]?.reply);
  if (facts.credentials === 'none' || code === null) return noAllocation(facts);
  return wrong('sign-in-refused', 'user=<name>:<password>', { code });
}

export function hasAllocation({ session }: AuditFacts): boolean {
  const allocations = session ? [...session.plain, session.long] : [];
  return allocations.some(({ reply }) => reply === 'accepted');
}

export function refusalOf(reply: Reply | undefined): number | null {
  return typeof reply === 'object' ? reply.refusedWith : null;
}

function challengesOf({ listeners }: AuditFacts): Challenge[] {
  return listeners.flatMap(({ challenge }) => challenge ?? []);
}
