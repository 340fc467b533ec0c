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

/**
 * The lifetime that an allocation gets for the one that was asked for: never below the default, never above the
 * maximum, and 0 stays 0 (RFC 8656 sections 7.2 and 8.2).
 */
export function grantedLifetimeSec(requestedSec: number | undefined): number {
  if (requestedSec === 0) return 0;
  return Math.min(Math.max(requestedSec ?? 0, defaultAllocationSec), maxAllocationSec);
}
