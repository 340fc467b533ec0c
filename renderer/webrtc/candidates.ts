import type { Endpoint } from '../../shared/endpoint.ts';
import type { IceCandidateError, IceCandidateResult } from '../../shared/webrtc-results.ts';

/** The members of `RTCIceCandidate` that are read, with those that Chromium adds to a local one. */
export interface ChromiumCandidate {
  type: RTCIceCandidateType | null;
  protocol: RTCIceProtocol | null;
  address: string | null;
  port: number | null;
  relatedAddress: string | null;
  relatedPort: number | null;
  priority: number | null;
  relayProtocol?: string | null;
  url?: string | null;
}

/** A candidate as the report has it; `null` for what names no candidate, such as the end of candidates. */
export function readCandidate(
  candidate: ChromiumCandidate,
  atMs: number,
): IceCandidateResult | null {
  const { type, protocol, address, port, relayProtocol } = candidate;
  if (!type || !protocol || !address) return null;
  const mdns = address.endsWith('.local');
  const endpoint = mdns ? null : toEndpoint(address, port);
  return {
    type,
    protocol,
    relayProtocol: isRelayProtocol(relayProtocol) ? relayProtocol : null,
    endpoint,
    family: endpoint?.family ?? null,
    mdns,
    related: toEndpoint(candidate.relatedAddress, candidate.relatedPort),
    server: candidate.url ?? null,
    priority: candidate.priority ?? 0,
    atMs: toTenths(atMs),
  };
}

/** An `icecandidateerror` event as the report has it. */
export function readCandidateError(
  event: Pick<RTCPeerConnectionIceErrorEvent, 'url' | 'errorCode' | 'errorText'> & {
    address: string | null;
    port: number | null;
  },
  atMs: number,
): IceCandidateError {
  return {
    server: event.url,
    code: event.errorCode,
    text: event.errorText,
    // Chromium hides the local address as "0.0.0.x" where the page must not know it.
    address: event.address === '' || event.address?.endsWith('.x') ? null : event.address,
    port: event.port,
    atMs: toTenths(atMs),
  };
}

/** What stands in the place of an address that Chromium does not tell. */
const hidden: ReadonlySet<string> = new Set(['0.0.0.0', '::', 'redacted-ip.invalid']);

/** Chromium writes an IPv6 address in brackets. */
function toEndpoint(text: string | null, port: number | null): Endpoint | null {
  const address = text?.replace(/^\[(.*)\]$/, '$1');
  if (!address || port === null || hidden.has(address)) return null;
  return { address, port, family: address.includes(':') ? 'IPv6' : 'IPv4' };
}

function isRelayProtocol(text: string | null | undefined): text is 'udp' | 'tcp' | 'tls' {
  return text === 'udp' || text === 'tcp' || text === 'tls';
}

function toTenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
