import type { Endpoint } from '../../shared/endpoint.ts';
import { attribute, stunErrorNames } from '../stun/index.ts';
import type { DecodedMessage, TransactionOutcome } from '../stun/index.ts';

/** The server answered with an error response. */
export interface Rejected {
  status: 'rejected';
  stunErrorCode: number;
  /** The RFC's name of the code; the server's own words for a code that no RFC names. */
  name: string;
  /** Where a 300 points. It is not followed. */
  alternateServer: Endpoint | null;
}

/** Why a step of the client did not succeed: an error response, or no usable response at all. */
export type TurnFailure = Rejected | Exclude<TransactionOutcome, { status: 'answered' }>;

export type TurnResult<T> = { ok: true; value: T } | { ok: false; failure: TurnFailure };

/** The failure that an error response means; one without ERROR-CODE is malformed (RFC 8489 section 6.3.4). */
export function failureOf(response: DecodedMessage, sent: number): TurnFailure {
  const error = attribute(response, 'ERROR-CODE');
  if (!error) return malformed('attribute ERROR-CODE', 'is missing in an error response', sent);
  return {
    status: 'rejected',
    stunErrorCode: error.code,
    name: stunErrorNames[error.code] ?? error.reason,
    alternateServer: attribute(response, 'ALTERNATE-SERVER') ?? null,
  };
}

export function malformed(place: string, reason: string, sent: number): TurnFailure {
  return { status: 'malformed', sent, error: { place, reason } };
}
