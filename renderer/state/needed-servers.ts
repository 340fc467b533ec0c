import type { GivenCredential, NeededCredential } from '../../shared/ipc.ts';
import { parseServerUri } from '../../shared/uri.ts';

/** One password that a person is asked for: an account, and the addresses of the server that it is for. */
export interface AskedAccount {
  host: string;
  username: string;
  uris: readonly string[];
  ids: readonly string[];
}

/** A server is often named by several addresses, by UDP, TCP and TLS: its password is asked for once. */
export function groupAccounts(servers: readonly NeededCredential[]): AskedAccount[] {
  const accounts = new Map<string, AskedAccount>();
  for (const { id, uri, username } of servers) {
    const parsed = parseServerUri(uri);
    const host = parsed.ok ? parsed.uri.host : uri;
    const key = JSON.stringify([host, username]);
    const { uris, ids } = accounts.get(key) ?? { uris: [], ids: [] };
    accounts.set(key, { host, username, uris: [...uris, uri], ids: [...ids, id] });
  }
  return [...accounts.values()];
}

/** The answers as the main process takes them; what was left empty is none. `answers` are in the order of `accounts`. */
export function credentialsOf(
  accounts: readonly AskedAccount[],
  answers: readonly string[],
): GivenCredential[] {
  return accounts.flatMap(({ ids }, index) => {
    const credential = answers[index] ?? '';
    return credential === '' ? [] : ids.map((id) => ({ id, credential }));
  });
}
