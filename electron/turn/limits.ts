/** An allocation that nobody refreshes ends after this (RFC 8656 section 3.2). */
export const defaultAllocationSec = 600;
/** The longest lifetime that a client can ask for (RFC 8656 section 7.2 recommends an hour). */
export const maxAllocationSec = 3600;
/** Fixed by RFC 8656 section 9. */
export const permissionSec = 300;
/** Fixed by RFC 8656 section 12. */
export const channelSec = 600;
/** How long the port behind an even one is kept for its token (RFC 8656 section 7.2: at least 30 seconds). */
export const reservationSec = 30;
/** How long a nonce is good. Long enough for a test, short enough to be of no use when overheard. */
export const nonceSec = 600;
/** A client repeats a request for at most this long (RFC 8489 section 6.2.1: 39.5 s). */
export const retransmissionSec = 40;

/** The lowest channel number of every client. */
export const minChannel = 0x4000;
/** The highest one (RFC 8656 section 12): the numbers above belong to other protocols on the same socket (RFC 7983). */
export const maxChannel = 0x4fff;
/** The highest one of RFC 5766 section 11, which older clients still choose from: Debian's coturn tools among them. */
export const maxChannelRfc5766 = 0x7fff;

// What bounds the memory. With all of them reached at once the protocol holds about 80 MB, as measured; see docs/relay.md.

/** Relayed addresses at one time, each with a socket: a thousand clients at once, and as many again. */
export const defaultMaxRelays = 2048;
/** Of one account: half, so that a runaway client leaves room for the others. */
export const defaultMaxRelaysPerAccount = 1024;
/** Permissions of one allocation. Peers are loopback addresses only: more than a test or a call ever names. */
export const maxPermissions = 128;
/** Channels of one allocation: one a peer and port, and a call has one for each candidate pair at most. */
export const maxChannels = 128;
/** Answers kept for repeated requests, in all; the oldest is forgotten first. A thousand clients starting at once need 2000. */
export const maxAnswers = 4096;
/** Clients whose failed logins are counted one by one; the oldest is forgotten first and the limit for all still holds. */
export const maxFailingClients = 1024;
/** Keys of REST credentials kept so that they need not be derived for each request. */
export const maxRestKeys = 1024;

/**
 * Wrong logins that one client may make at once: coturn's client tries 31 times before it says that the password is wrong,
 * and a guesser gets no further with them.
 */
export const failedLoginsPerClient = { capacity: 32, refillPerSec: 0.2 };
/** Wrong logins of all clients together that are answered. Beyond it only right ones are: see `FailedLogins`. */
export const failedLoginsInAll = { capacity: 500, refillPerSec: 50 };

/** What one loopback packet holds, with its IP header: 64 KB on Linux and more on Windows, but 16 KB on macOS. */
export const defaultLoopbackMtu = process.platform === 'darwin' ? 16_384 : 65_536;

/**
 * The lifetime that an allocation gets for the one that was asked for: never below the default, never above the
 * maximum, and 0 stays 0 (RFC 8656 sections 7.2 and 8.2).
 */
export function grantedLifetimeSec(requestedSec: number | undefined): number {
  if (requestedSec === 0) return 0;
  return Math.min(Math.max(requestedSec ?? 0, defaultAllocationSec), maxAllocationSec);
}
