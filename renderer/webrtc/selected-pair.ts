import { sameEndpoint } from '../../shared/endpoint.ts';
import type { CandidatePair, IceCandidateResult } from '../../shared/webrtc-results.ts';
import { type ChromiumCandidate, readCandidate } from './candidates.ts';

/** The transport that everything of a connection goes by; there is one (bundled). */
export function transportOf(connection: RTCPeerConnection): RTCDtlsTransport | null {
  if (connection.sctp) return connection.sctp.transport;
  return connection.getSenders().find(({ transport }) => transport)?.transport ?? null;
}

/**
 * The pair that the caller sends by; `null` where there is none, or Chromium does not tell. A remote candidate that a check
 * brought (`prflx`) has no address in it: the callee knows it as its own.
 */
export function readSelectedPair(
  caller: RTCPeerConnection,
  callee: RTCPeerConnection,
  known: readonly IceCandidateResult[],
): CandidatePair | null {
  const pair = transportOf(caller)?.iceTransport.getSelectedCandidatePair();
  if (!pair) return null;
  const local = recognize(pair.local, known);
  const remote = recognize(pair.remote, known);
  if (!local || !remote || remote.endpoint) return local && remote && { local, remote };
  const own = transportOf(callee)?.iceTransport.getSelectedCandidatePair()?.local;
  return { local, remote: (own && recognize(own, known)) ?? remote };
}

/** The candidate as it was when it was gathered: the pair's own copy lacks its server and its time. */
function recognize(
  candidate: ChromiumCandidate,
  known: readonly IceCandidateResult[],
): IceCandidateResult | null {
  const read = readCandidate(candidate, 0);
  if (!read) return null;
  return known.find((one) => sameCandidate(one, read)) ?? read;
}

function sameCandidate(a: IceCandidateResult, b: IceCandidateResult): boolean {
  if (!a.endpoint || !b.endpoint) return false;
  return a.type === b.type && a.protocol === b.protocol && sameEndpoint(a.endpoint, b.endpoint);
}
