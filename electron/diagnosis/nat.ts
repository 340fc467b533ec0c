import ipaddr from 'ipaddr.js';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Confidence, Nat } from '../../shared/report.ts';
import { type Evidence, probesOf } from './evidence.ts';
import { blockedUdp, kindOf, mainNat, type NatEvidence, serversOfNat } from './nat-evidence.ts';

/** What the evidence says about NAT, by IPv4 where it was measured. What is not known is `unknown`, and `reason` says why. */
export function describeNat(evidence: Evidence, t: Translate): Nat {
  const nat = mainNat(evidence);
  const { mapping, filtering, alg, hairpinning, lifetime } = nat;
  const blocked = blockedUdp(evidence);
  return {
    mapping: mapping?.result?.behaviour ?? 'unknown',
    filtering: filtering?.result?.behaviour ?? 'unknown',
    rfc3489: blocked ? 'udp-blocked' : kindOf(nat),
    publicAddress: publicAddress(evidence, nat),
    portPreservation: mapping?.result?.portPreservation ?? null,
    hairpinning: known(hairpinning?.result?.behaviour, 'supported', 'not-supported'),
    bindingLifetimeSec: lifetime?.result?.lifetimeSec ?? null,
    alg: known(alg?.result?.behaviour, 'rewrites', 'leaves'),
    cgnat: isCarrierGrade(nat),
    confidence: blocked ? confidenceOfSilence(blocked.result?.tcpWorks) : confidenceOf(nat),
    reason: reasonOf(nat, t),
  };
}

function known(behaviour: string | undefined, yes: string, no: string): boolean | null {
  if (behaviour === yes) return true;
  return behaviour === no ? false : null;
}

function publicAddress(evidence: Evidence, nat: NatEvidence): Endpoint | null {
  const seen = [
    ...serversOfNat(nat).map(({ mappedAddress }) => mappedAddress),
    ...probesOf(evidence, 'stun.binding').map(({ status, result }) =>
      status === 'passed' ? (result?.mappedAddress ?? null) : null,
    ),
  ];
  return seen.find((one) => one !== null && rangeOf(one) !== 'loopback') ?? null;
}

/**
 * Whether there is a second NAT, nearly always the provider's. 100.64.0.0/10 lies only between such a provider and its
 * customers (RFC 6598): as the address of this computer, of its router's outside, or as the one that a server sees. And a
 * router whose outside address is not the one that servers see has another NAT behind it. Otherwise addresses do not
 * tell.
 */
export function isCarrierGrade(nat: NatEvidence): boolean | null {
  const { localAddress: local, routerAddress, behaviour } = nat.mapping?.result ?? {};
  const mapped = serversOfNat(nat).flatMap(({ mappedAddress }) => mappedAddress ?? []);
  if (mapped.length === 0 || !local) return null;
  const router = routerAddress ? [{ address: routerAddress }] : [];
  if ([local, ...mapped, ...router].some((one) => rangeOf(one) === 'carrierGradeNat')) return true;
  if (routerAddress) return mapped.every(({ address }) => address !== routerAddress);
  const isPublic = !['private', 'linkLocal', 'loopback'].includes(rangeOf(local));
  return behaviour === 'none' && isPublic ? false : null;
}

function rangeOf({ address }: Pick<Endpoint, 'address'>): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).range() : '';
}

function confidenceOfSilence(tcpWorks: boolean | null | undefined): Confidence {
  return tcpWorks === true ? 'high' : 'medium';
}

const confidences: readonly Confidence[] = ['low', 'medium', 'high'];

/** The weaker half decides; of a symmetric NAT the filter changes nothing for calls. */
function confidenceOf(nat: NatEvidence): Confidence {
  const kind = kindOf(nat);
  if (kind === 'unknown') return 'low';
  const mapping = mappingStrength(nat);
  const strength = kind === 'symmetric' ? mapping : Math.min(mapping, filteringStrength(nat));
  return confidences[strength] ?? 'low';
}

/** 2: several servers, or a server and a check by RFC 5780, say the same; 1: the addresses of one server; 0: one answer. */
function mappingStrength({ mapping }: NatEvidence): number {
  const result = mapping?.result;
  if (!result) return 0;
  const { agreeing, method, reason } = result;
  if (reason === 'servers-disagree') return 0;
  const byBoth = method === 'servers-and-rfc5780' || agreeing > 2;
  if (agreeing > 1) return byBoth ? 2 : 1;
  return method === 'rfc5780' ? 1 : 0;
}

/** Silence that could not be checked against an answer is weaker than an answer. */
function filteringStrength({ filtering }: NatEvidence): number {
  return filtering?.result?.controlled ? 2 : 1;
}

function reasonOf({ mapping, filtering }: NatEvidence, t: Translate): string {
  if (!mapping && !filtering) return t('verdict.natReason');
  const reasons = [mapping?.result?.reason, filtering?.result?.reason].filter(
    (reason) => reason !== null && reason !== undefined,
  );
  const texts = reasons.map((reason) => t(`probe.natReason.${reason}`));
  const errors = [mapping, filtering].flatMap((probe) =>
    probe?.result === null && probe.error ? [probe.error.message] : [],
  );
  return [...new Set([...texts, ...errors])].join(' ');
}
