import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { attribute, type DecodedMessage, type StunAttribute } from '../stun/index.ts';
import { malformed, type TurnFailure, type TurnResult } from './client-failure.ts';

/** What the server granted. */
export interface GrantedAllocation {
  relayedAddress: Endpoint;
  mappedAddress: Endpoint | null;
  lifetimeSec: number | null;
}

const udp = 17;

/** What an Allocate request asks for, besides its signature. */
export function allocateAttributes(relayedFamily: AddressFamily | undefined): StunAttribute[] {
  const transport: StunAttribute = { name: 'REQUESTED-TRANSPORT', value: udp };
  if (!relayedFamily) return [transport];
  return [transport, { name: 'REQUESTED-ADDRESS-FAMILY', value: relayedFamily }];
}

/** Reads a success response to Allocate. */
export function grantedBy(response: DecodedMessage): TurnResult<GrantedAllocation> {
  const relayedAddress = attribute(response, 'XOR-RELAYED-ADDRESS');
  if (!relayedAddress) {
    const failure = malformed('attribute XOR-RELAYED-ADDRESS', 'is missing', 1);
    return { ok: false, failure };
  }
  const mappedAddress = attribute(response, 'XOR-MAPPED-ADDRESS') ?? null;
  const lifetimeSec = attribute(response, 'LIFETIME') ?? null;
  return { ok: true, value: { relayedAddress, mappedAddress, lifetimeSec } };
}

/** An allocation that the server does not have is released (RFC 8656 section 8.3). */
export function isGone(failure: TurnFailure): boolean {
  return failure.status === 'rejected' && failure.stunErrorCode === 437;
}
