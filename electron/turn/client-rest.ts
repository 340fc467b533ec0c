import { createHmac } from 'node:crypto';

/**
 * Credentials of the TURN REST API (draft-uberti-behave-turn-rest, coturn's `use-auth-secret`): a user name that says until
 * when it is good, and a password that only those can make who know the server's secret.
 */
export function restCredentials(options: {
  secret: string;
  /** What follows the time in the user name. */
  name: string;
  expiresAtMs: number;
}): { username: string; credential: string } {
  const username = `${Math.floor(options.expiresAtMs / 1000)}:${options.name}`;
  const credential = createHmac('sha1', options.secret).update(username).digest('base64');
  return { username, credential };
}

/** A name of digits alone is a time only if it is about now: it may be a telephone number. */
const aboutNowMs = 400 * 24 * 3600 * 1000;

/**
 * Until when a REST user name is good, milliseconds since 1970; null for other names. The time stands before or behind
 * the colon, as coturn reads it, or alone.
 */
export function restExpiryMs(username: string, nowMs: number): number | null {
  const [, digits] =
    /^(\d{9,11}):/.exec(username) ?? /^[^:]*[^:\d][^:]*:(\d{9,11})$/.exec(username) ?? [];
  if (digits !== undefined) return Number(digits) * 1000;
  if (!/^\d{10}$/.test(username)) return null;
  const timeMs = Number(username) * 1000;
  return Math.abs(timeMs - nowMs) < aboutNowMs ? timeMs : null;
}
