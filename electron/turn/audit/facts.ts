import type { AddressFamily, Endpoint } from '../../../shared/endpoint.ts';
import type { TlsResult, TurnAuditResult } from '../../../shared/report.ts';

/** What an audit has seen, before anything is made of it. */
export interface AuditFacts {
  /** The name or address that clients are given. */
  host: string;
  ipv6: Ipv6Facts;
  listeners: ListenerFacts[];
  tls: TlsVersionFacts | null;
  /** Null: no listener answered that could be asked to relay. */
  session: SessionFacts | null;
  /** Null: it was not asked, because UDP does not answer. */
  natDiscovery: NatDiscoveryFacts | null;
  otherServers: OtherServerFacts[];
  /** `none`: there is nothing to sign in with. */
  credentials: 'given' | 'none';
  /** The person agreed to questions about peers. */
  mayAskPeers: boolean;
  software: string | null;
  /** The audit was cancelled or ran out of time. */
  stopped: boolean;
  /** By the clock of this computer, milliseconds since 1970. */
  nowMs: number;
  requests: number;
}

/** `address`: the host is an IPv4 address, so no name can offer IPv6. `unasked`: this computer has no IPv6 itself. */
export type Ipv6Facts = 'address' | 'not-offered' | 'unasked' | 'asked';

export type ListenerStatus = TurnAuditResult['listeners'][number]['status'];

/** One way in. */
export interface Service {
  transport: 'udp' | 'tcp' | 'tls';
  endpoint: Endpoint;
  /** A URI of the profile leads here. */
  isOwn: boolean;
}

/** What the server says to a client that has not signed in (RFC 8489 section 9.2.4). */
export interface Challenge {
  realm: string | null;
  nonce: string | null;
  offersAlgorithms: boolean;
  /** By the nonce cookie: without an offer somebody took it out. */
  promisesAlgorithms: boolean;
}

export interface ListenerFacts {
  service: Service;
  status: ListenerStatus;
  rttMs: number | null;
  tls: TlsResult | null;
  /** OpenSSL's word for what is wrong with the certificate. */
  tlsReason: string | null;
  challenge: Challenge | null;
  /** It relays for who does not sign in. */
  isOpen: boolean;
  software: string | null;
}

/** `unknown`: this computer cannot speak it, or the connection failed for another reason. */
export type TlsVersionAnswer = 'accepted' | 'refused' | 'unknown';

export const tlsVersions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof tlsVersions)[number];
export type TlsVersionFacts = Record<TlsVersion, TlsVersionAnswer>;

/** How a request ended. `none`: no usable answer, or it was not sent. */
export type Reply = 'accepted' | 'none' | { refusedWith: number };

export interface AllocationFacts {
  reply: Reply;
  relayed: Endpoint | null;
  lifetimeSec: number | null;
}

export interface SessionFacts {
  /** The listener that it went over. */
  service: Service;
  /** Without a wish for a lifetime or a family. */
  plain: AllocationFacts[];
  /** With the wish for a lifetime of `longLifetimeSec`. */
  long: AllocationFacts;
  /** With the wish for a relayed address of IPv6. */
  ipv6: AllocationFacts;
  /** A second request with the same nonce. */
  sameNonce: Reply;
  /** A request with a nonce that the server did not give. */
  madeUpNonce: Reply;
  peers: PeerFacts[];
}

/** A day: more than any call, and more than the hour that RFC 8656 section 7.2 recommends as the most. */
export const longLifetimeSec = 86_400;

export type PeerKind =
  'loopback' | 'mapped' | 'link-local' | 'private' | 'unspecified' | 'multicast' | 'own-address';

export interface PeerFacts {
  kind: PeerKind;
  family: AddressFamily;
  address: string;
  reply: Reply;
}

/** `unfit`: OTHER-ADDRESS is private, or equal to the first. `unknown`: an address translation here is in the way. */
export interface NatDiscoveryFacts {
  rttMs: number | null;
  otherAddress: Endpoint | null;
  answer: 'none' | 'fit' | 'unfit' | 'silent' | 'ignores-change-request' | 'unknown';
}

export interface OtherServerFacts {
  server: string;
  rttMs: number | null;
}
