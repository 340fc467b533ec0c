import { restCredentials } from '../turn/client-rest.ts';
import type { TurnCredentials } from './probe.ts';

/** Long enough for a check and for clocks that differ by minutes; what is overheard is soon of no use. */
const defaultTtlSec = 3600;

/** Name and password to sign in with: those given, or made now from the secret of a REST server. */
export function signInWith(
  { username, credential, rest }: TurnCredentials,
  nowMs: number,
): { username: string; credential: string } {
  if (!rest) return { username, credential };
  const expiresAtMs = nowMs + (rest.ttlSec ?? defaultTtlSec) * 1000;
  return restCredentials({ secret: credential, name: username, expiresAtMs });
}
