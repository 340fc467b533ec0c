import type { Translate } from '../../shared/messages/translate.ts';
import type { Nat } from '../../shared/report.ts';
import { type Evidence, probesOf } from './evidence.ts';

/**
 * What the evidence says about NAT. Binding alone shows the public address and nothing about mapping or filtering:
 * those stay `unknown`, and `reason` says why.
 */
export function describeNat(evidence: Evidence, t: Translate): Nat {
  const seen = probesOf(evidence, 'stun.binding').find(
    ({ status, result }) =>
      status === 'passed' && result?.mappedAddress && !isLoopback(result.mappedAddress.address),
  );
  return {
    mapping: 'unknown',
    filtering: 'unknown',
    rfc3489: 'unknown',
    publicAddress: seen?.result?.mappedAddress ?? null,
    portPreservation: null,
    hairpinning: null,
    bindingLifetimeSec: null,
    alg: null,
    cgnat: null,
    confidence: 'low',
    reason: t('verdict.natReason'),
  };
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
