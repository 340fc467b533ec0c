import { type ProbeResult } from '../../shared/report.ts';
import { formatServerUri, parseServerUri } from '../../shared/uri.ts';

/** Which account of which server a password is for. */
interface Account {
  uri: string;
  username: string;
}

/**
 * Passwords that a person was asked for, because this computer cannot keep them or a policy wants it so. In memory only:
 * they are gone when Callpath ends.
 */
export class AskedCredentials {
  readonly #given = new Map<string, { account: Account; credential: string }>();

  give(account: Account, credential: string): void {
    this.#given.set(keyOf(account), { account, credential });
  }

  of(account: Account): string | undefined {
    return this.#given.get(keyOf(account))?.credential;
  }

  /** Forgets what a server has refused, so that the person is asked anew instead of failing with each check. */
  forgetRefused(probes: readonly ProbeResult[]): void {
    const refusing = probes.filter(isRefusal).map(({ target }) => target);
    for (const [key, { account }] of this.#given) {
      const parsed = parseServerUri(account.uri);
      if (parsed.ok && refusing.includes(formatServerUri(parsed.uri))) this.#given.delete(key);
    }
  }
}

function isRefusal(probe: ProbeResult): boolean {
  return probe.kind === 'turn.allocate' && probe.result?.credentialProblem === 'wrong';
}

function keyOf({ uri, username }: Account): string {
  return JSON.stringify([uri, username]);
}
