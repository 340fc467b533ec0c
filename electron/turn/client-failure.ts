import type { Endpoint } from '../../shared/endpoint.ts';
import { attribute, printable, stunErrorNames } from '../stun/index.ts';
import type { DecodedMessage, TransactionOutcome, TransportFailure } from '../stun/index.ts';

/** The server answered with an error response. */
export interface Rejected {
  status: 'rejected';
  stunErrorCode: number;
  /** The RFC's name of the code; the server's own words for a code that no RFC names. */
  name: string;
  /** The server's own words. */
  reason: string;
  /** Where a 300 points. */
  alternateServer: Endpoint | null;
  /** The name that the other server's certificate is for, where the 300 says one (RFC 8489 section 14.16). */
  alternateDomain: string | null;
}

/** A 300 that was not followed: to a server that was asked already, after too many others, or to nowhere usable. */
export interface Misdirected {
  status: 'misdirected';
  problem: 'loop' | 'too-many' | 'unusable';
  to: Endpoint | null;
}

/** Why a step of the client did not succeed: no connection, an error response, or no usable response at all. */
export type TurnFailure =
  Rejected | Misdirected | TransportFailure | Exclude<TransactionOutcome, { status: 'answered' }>;

export type TurnResult<T> = { ok: true; value: T } | { ok: false; failure: TurnFailure };

/** The failure that an error response means; one without ERROR-CODE is malformed (RFC 8489 section 6.3.4). */
export function failureOf(response: DecodedMessage, sent: number): TurnFailure {
  const error = attribute(response, 'ERROR-CODE');
  if (!error) return malformed('attribute ERROR-CODE', 'is missing in an error response', sent);
  const reason = printable(error.reason);
  const domain = attribute(response, 'ALTERNATE-DOMAIN');
  return {
    status: 'rejected',
    stunErrorCode: error.code,
    name: stunErrorNames[error.code] ?? reason,
    reason,
    alternateServer: attribute(response, 'ALTERNATE-SERVER') ?? null,
    alternateDomain: domain === undefined ? null : printable(domain),
  };
}

export function malformed(place: string, reason: string, sent: number): TurnFailure {
  return { status: 'malformed', sent, error: { place, reason } };
}

/** Whose error response it is: `stunErrorCode` of a step. */
export function stunErrorCodeOf(failure: TurnFailure): number | null {
  if (failure.status === 'misdirected') return tryAlternate;
  return failure.status === 'rejected' ? failure.stunErrorCode : null;
}

/** Why, in the words of the server or the code of the operating system: `reason` of a step. Undefined for silence. */
export function reasonOf(failure: TurnFailure): string | undefined {
  switch (failure.status) {
    case 'rejected':
    case 'untrusted':
      return failure.reason;
    case 'misdirected':
      return failure.problem;
    case 'refused':
      return 'ECONNREFUSED';
    case 'unreachable':
      return failure.code;
    case 'closed':
      return failure.code ?? 'FIN';
    case 'malformed':
      return printable(`${failure.error.place} ${failure.error.reason}`);
    case 'timeout':
    case 'silent':
    case 'cancelled':
      return undefined;
  }
}

export const tryAlternate = 300;

/** The test was ended by its signal. */
export function cancelled(sent: number): TurnFailure {
  return { status: 'cancelled', sent };
}

/** Nothing of what was sent through the relay came back. */
export function noReturn(sent: number): TurnFailure {
  return { status: 'timeout', sent, ignored: [] };
}
