import ipaddr from 'ipaddr.js';
import { type AddressFamily, formatEndpoint } from './endpoint.ts';

export type ServerScheme = 'stun' | 'stuns' | 'turn' | 'turns';
export type ServerTransport = 'udp' | 'tcp' | 'tls';

/** A STUN or TURN server address as RFC 7064 and RFC 7065 write it. */
export interface ServerUri {
  scheme: ServerScheme;
  /** A name or an IP address; an IPv6 address is without its brackets. */
  host: string;
  /** Given, or the scheme's default: 3478, and 5349 over TLS. */
  port: number;
  /** What carries the messages: `turns:` and `stuns:` are always `tls` here (DTLS is not spoken). */
  transport: ServerTransport;
}

export type ServerUriProblem =
  | 'empty'
  | 'scheme'
  | 'slashes'
  | 'host'
  | 'port'
  | 'transport'
  | 'transport-not-allowed'
  | 'dtls'
  | 'query'
  | 'characters';

export type ServerUriResult =
  { ok: true; uri: ServerUri } | { ok: false; problem: ServerUriProblem };

const defaultPort = { stun: 3478, turn: 3478, stuns: 5349, turns: 5349 } as const;
const maxHostLength = 253;
const hostLabel = /^[\p{L}\p{N}_]([\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u;

/**
 * Reads a `stun:`, `stuns:`, `turn:` or `turns:` URI (RFC 7064 section 3.1, RFC 7065 section 3.1).
 * Never throws; `problem` names the first thing that is wrong.
 */
export function parseServerUri(text: string): ServerUriResult {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'empty' };
  const scheme = /^(stuns?|turns?):/i.exec(trimmed)?.[1]?.toLowerCase() as ServerScheme | undefined;
  if (!scheme) return { ok: false, problem: 'scheme' };
  const rest = trimmed.slice(scheme.length + 1);
  if (rest.startsWith('//')) return { ok: false, problem: 'slashes' };
  if (/[\s/@#]/.test(rest)) return { ok: false, problem: 'characters' };

  const [authority = '', query, ...extra] = rest.split('?');
  if (extra.length > 0) return { ok: false, problem: 'query' };
  const place = parseAuthority(authority, defaultPort[scheme]);
  if ('problem' in place) return { ok: false, problem: place.problem };
  const transport = parseTransport(scheme, query);
  if ('problem' in transport) return { ok: false, problem: transport.problem };
  return { ok: true, uri: { scheme, ...place, ...transport } };
}

/** Writes a server URI in its shortest form: a default port and a default transport are left out. */
export function formatServerUri(uri: ServerUri): string {
  const host = uri.host.includes(':') ? `[${uri.host}]` : uri.host;
  const port = uri.port === defaultPort[uri.scheme] ? '' : `:${uri.port}`;
  const query = uri.scheme === 'turn' && uri.transport === 'tcp' ? '?transport=tcp' : '';
  return `${uri.scheme}:${host}${port}${query}`;
}

/** `host:port` with brackets around an IPv6 address: how probe ids and findings name a server. */
export function serverLabel(uri: Pick<ServerUri, 'host' | 'port'>): string {
  return formatEndpoint({ address: uri.host, port: uri.port });
}

/** The family of a host that is an IP address; `null` for a name. */
export function hostFamily(host: string): AddressFamily | null {
  // Names, which most hosts are, need not be parsed as addresses: that is slow, and the window asks for each server often.
  if (host.includes(':')) return ipaddr.IPv6.isValid(host) ? 'IPv6' : null;
  return /^[\d.]+$/.test(host) && ipaddr.IPv4.isValidFourPartDecimal(host) ? 'IPv4' : null;
}

type Place = { host: string; port: number };

function parseAuthority(
  authority: string,
  fallbackPort: number,
): Place | { problem: ServerUriProblem } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(authority);
  const plain = /^([^:]*)(?::(.*))?$/.exec(authority);
  const match = bracketed ?? plain;
  if (!match) return { problem: 'host' };
  const host = (match[1] ?? '').toLowerCase();
  if (bracketed ? hostFamily(host) !== 'IPv6' : !isHostName(host)) return { problem: 'host' };
  if (match[2] === undefined) return { host, port: fallbackPort };
  const port = /^\d{1,5}$/.test(match[2]) ? Number(match[2]) : 0;
  return port >= 1 && port <= 65535 ? { host, port } : { problem: 'port' };
}

function isHostName(host: string): boolean {
  if (host.length > maxHostLength) return false;
  // What looks like an IPv4 address must be one: a resolver would otherwise look up "300.1.1.1" as a name.
  if (/^[\d.]+$/.test(host)) return hostFamily(host) === 'IPv4';
  return host
    .replace(/\.$/, '')
    .split('.')
    .every((label) => hostLabel.test(label));
}

function parseTransport(
  scheme: ServerScheme,
  query: string | undefined,
): { transport: ServerTransport } | { problem: ServerUriProblem } {
  const secure = scheme === 'stuns' || scheme === 'turns';
  if (query === undefined) return { transport: secure ? 'tls' : 'udp' };
  if (scheme === 'stun' || scheme === 'stuns') return { problem: 'transport-not-allowed' };
  const value = /^transport=([a-z]+)$/i.exec(query)?.[1]?.toLowerCase();
  if (value === undefined) return { problem: 'query' };
  if (value !== 'udp' && value !== 'tcp') return { problem: 'transport' };
  if (!secure) return { transport: value };
  return value === 'tcp' ? { transport: 'tls' } : { problem: 'dtls' };
}
