import { checkFingerprint, encodeMessage, stunErrorNames } from '../stun/index.ts';
import type { DecodedMessage, StunAttribute, StunMethod } from '../stun/index.ts';
import type { FiveTuple } from './action.ts';
import type { AnswerIntegrity } from './auth.ts';

/** What a request is answered with. `attributes` of an error come behind its ERROR-CODE. */
export type Answer =
  | { ok: true; attributes: StunAttribute[] }
  | { ok: false; code: number; attributes?: StunAttribute[] };

/** What is needed to answer a request later, when the request itself is gone. */
export interface AnswerSlip {
  tuple: FiveTuple;
  tupleKey: string;
  method: StunMethod;
  transactionId: Buffer;
  /** Null where the request was not authenticated. */
  integrity: AnswerIntegrity | null;
  fingerprint: boolean;
}

/** Takes down what the answer needs. The transaction id is copied: the request's bytes may be reused. */
export function answerSlip(
  request: DecodedMessage,
  tuple: FiveTuple,
  tupleKey: string,
  integrity: AnswerIntegrity | null,
): AnswerSlip {
  return {
    tuple,
    tupleKey,
    method: request.method,
    transactionId: Buffer.from(request.transactionId),
    integrity,
    // A client that adds FINGERPRINT expects it in the answer (RFC 8489 section 7).
    fingerprint: checkFingerprint(request) !== 'missing',
  };
}

/**
 * The answer's bytes. Who has not proved anything gets only what it needs, without SOFTWARE and reason phrases: an answer
 * to a forged sender should be short, and the relay's name is nobody else's business.
 */
export function encodeAnswer(slip: AnswerSlip, answer: Answer, software: string): Buffer {
  const { method, transactionId, integrity, fingerprint } = slip;
  const attributes: StunAttribute[] = answer.ok
    ? [...answer.attributes]
    : [errorAttribute(answer.code, integrity !== null), ...(answer.attributes ?? [])];
  if (integrity) attributes.push({ name: 'SOFTWARE', value: software });
  return encodeMessage(
    { class: answer.ok ? 'success' : 'error', method, transactionId, attributes },
    {
      fingerprint,
      ...(integrity && { integrity: integrity.key, integrityAlgorithm: integrity.algorithm }),
    },
  );
}

function errorAttribute(code: number, withReason: boolean): StunAttribute {
  const reason = withReason ? (stunErrorNames[code] ?? '') : '';
  return { name: 'ERROR-CODE', value: { code, reason } };
}
