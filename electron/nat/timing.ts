/**
 * The numbers of a discovery, with their reasons. They follow from four demands: a network that loses 20 % of the
 * packets in each direction (36 % of the round trips) must not lead to one wrong verdict in 1,000; a verdict that rests
 * on silence must be known well below 2.4 s after the program was started; silence of every server within 3 s; and at
 * most 60 datagrams for one discovery, that is for one address family.
 *
 * Silence is the only thing that can be mistaken: an answer is a proof. A filter is believed after `roundsWithoutLoss`
 * unanswered requests where nothing else was lost (nine times 90 ms and a last wait of 250 ms: 1.06 s), and only after
 * `roundsWithLoss` where anything was. With a loss of 36 % all ten go missing once in 27,000 discoveries, and about twelve
 * other requests must all have been answered at the same time (0.64^12, one of 210) to stop there; sixteen go missing once in
 * 12 million. So the risk is below one in a million either way.
 */
export const roundsWithoutLoss = 10;
export const roundsWithLoss = 16;
/** Where so much is lost that sixteen prove little. */
export const mostRounds = 22;
/** Of test II where III is silent too: a filter that stops the same address stops another one as well. */
export const roundsForImplied = 6;
/** Spread over a second, so that a short outage (a Wi-Fi scan, a handover) does not swallow all of them. */
export const roundSpacingMs = 90;
/** In each of these rounds the filtering socket also asks without CHANGE-REQUEST: that is how loss there is seen. */
export const controlEveryRounds = 3;

/**
 * Nothing is sent beyond this; with the three to the router, which names its outside address, a discovery is at most 60
 * datagrams. Of 28 bytes each they are 3.3 KiB with their IPv4 headers, 4.5 KiB with IPv6.
 */
export const maxDatagrams = 57;

/** A request to a server that has not answered yet, so without a known round trip: 0, 150, 400, 750, 1150, 1550 ms. */
export const firstRetryMs: readonly number[] = [150, 250, 350, 400, 400];
/** After the last of them: silence is known at 1.85 s, before `stun.binding` knows it. */
export const firstLastWaitMs = 300;
/** Six requests go missing together once in 460 times at a loss of 36 %; then it is "not known", not a wrong verdict. */
export const maxSendings = 6;

/** Servers asked, and servers by which filtering is measured at the same time. */
export const maxServers = 8;
export const maxFilteringServers = 2;
/** Sockets that are opened only to see whether ports keep their parity; with the others at least five. */
export const paritySockets = 4;
export const enoughForParity = 5;

/** After what is needed was answered, servers that are still silent get this long (or three round trips). */
export const graceMs = 300;
/** No discovery takes longer, whatever the round trip. */
export const longestDiscoveryMs = 6000;

const shortestWaitMs = 250;
const shortestRetryMs = 120;

/** How long an answer is waited for before its request counts as lost, where the slowest round trip is known. */
export function answerWaitMs(rttMs: number): number {
  return Math.max(shortestWaitMs, 2 * rttMs + 50);
}

/** When a request is repeated where the round trip is known. */
export function retryMs(rttMs: number): number {
  return Math.max(shortestRetryMs, 1.5 * rttMs);
}

/** When no server has answered for so long, TCP is tried to as many of them, until silence is certain at 1.85 s. */
export const tcpAfterMs = 700;
export const maxTcpServers = 3;
