/** When a request is sent, and when waiting for its answer ends; milliseconds after the first sending. */
export interface Schedule {
  /** Ascending, the first 0. */
  sendAtMs: readonly number[];
  closeAtMs: number;
}

/** For a person who waits: three losses in a row are survived, silence is known after 2 s. */
export const diagnosingSchedule: Schedule = { sendAtMs: [0, 200, 600, 1400], closeAtMs: 2000 };

/** RTO 500 ms, Rc 7, Rm 16 (RFC 8489 section 6.2.1): right for a call, 39.5 s until silence is known. */
export const rfc8489Schedule: Schedule = {
  sendAtMs: [0, 500, 1500, 3500, 7500, 15_500, 31_500],
  closeAtMs: 39_500,
};

/** Even a near server may be busy for a moment. */
const shortestWaitMs = 500;

/**
 * Schedule for a server whose round trip is known: closes after 5 round trips, at least 500 ms. Two losses are
 * survived; the last sending leaves two round trips for its answer, and none comes before 1.5 round trips.
 */
export function shrunkSchedule(rttMs: number): Schedule {
  const closeAtMs = Math.max(shortestWaitMs, 5 * rttMs);
  return { sendAtMs: [0, 0.3 * closeAtMs, 0.6 * closeAtMs], closeAtMs };
}

/**
 * For one request on a TCP or TLS connection: it is sent once (RFC 8489 section 6.2.2). The operating system repeats a lost
 * segment after 200 to 300 ms and then in doubled steps, so three losses in a row are survived here too.
 */
export const streamSchedule: Schedule = { sendAtMs: [0], closeAtMs: 2500 };
