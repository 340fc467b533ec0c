import ipaddr from 'ipaddr.js';
import type { Endpoint } from '../../../shared/endpoint.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { defaultAllocationSec, maxAllocationSec } from '../limits.ts';
import { longLifetimeSec, type AllocationFacts, type AuditFacts } from './facts.ts';
import { couldBeBetter, good, type Judgement, notChecked, wrong } from './judgement.ts';
import { noAllocation, refusalOf } from './judge-sign-in.ts';

/** Clients refresh a minute before the end: with less than five there is no time to repeat what got lost. */
const shortLifetimeSec = 300;
/** RFC 8656 section 7.2: the dynamic ports, where no other service is. */
const firstDynamicPort = 49_152;
const quotaReached = 486;
const familyNotSupported = 440;

export function judgeLifetime(facts: AuditFacts): Judgement {
  const plain = facts.session?.plain.find(isGranted);
  if (!plain) return noAllocation(facts);
  const { lifetimeSec } = plain;
  const usual = `max-allocate-lifetime=${maxAllocationSec}`;
  if (lifetimeSec === null || lifetimeSec === 0) return wrong('lifetime-none', usual);
  const longSec = facts.session?.long.lifetimeSec ?? null;
  const values = { seconds: lifetimeSec, longest: longSec ?? lifetimeSec, asked: longLifetimeSec };
  if (lifetimeSec < shortLifetimeSec) return couldBeBetter('lifetime-short', usual, values);
  if (Math.max(lifetimeSec, longSec ?? 0) > maxAllocationSec) {
    return couldBeBetter('lifetime-long', usual, values);
  }
  return lifetimeSec === defaultAllocationSec || longSec !== null
    ? good('lifetime-usual', values)
    : good('lifetime-kept', values);
}

export function judgeRelayPorts(facts: AuditFacts): Judgement {
  const ports = relayedAddresses(facts).map(({ port }) => port);
  if (ports.length === 0) return noAllocation(facts);
  const listed = { ports: ports.join(', ') };
  const range = 'min-port=49152, max-port=65535';
  if (new Set(relayedAddresses(facts).map(formatEndpoint)).size < ports.length) {
    return wrong('ports-shared', range, listed);
  }
  if (ports.some((port) => port < firstDynamicPort)) {
    return couldBeBetter('ports-low', range, listed);
  }
  if (ports.length < 2) {
    const isQuota = allocationsOf(facts).some(({ reply }) => refusalOf(reply) === quotaReached);
    return notChecked(isQuota ? 'quota' : 'one-allocation');
  }
  return good('ports-dynamic', listed);
}

/** A relayed address that reaches less far than the address of the server itself helps nobody outside. */
export function judgeRelayAddress(facts: AuditFacts): Judgement {
  const server = facts.session?.service.endpoint;
  const relayed = relayedAddresses(facts).find(({ family }) => family === server?.family);
  const [any] = relayedAddresses(facts);
  if (!server || !any) return noAllocation(facts);
  const values = { relayed: (relayed ?? any).address, server: server.address };
  if (isPrivate((relayed ?? any).address) && !isPrivate(server.address)) {
    const { address } = relayed ?? any;
    return wrong('relay-private', `external-ip=${server.address}/${address}`, values);
  }
  if (isPrivate((relayed ?? any).address)) return good('relay-inside', values);
  return good(values.relayed === values.server ? 'relay-same' : 'relay-public', values);
}

/** A relayed address of IPv6 reaches who has no IPv4 (RFC 8656 section 7.2). */
export function judgeRelayIpv6(facts: AuditFacts): Judgement {
  const { session } = facts;
  if (!session) return noAllocation(facts);
  const { reply, relayed } = session.ipv6;
  if (reply === 'accepted' && relayed?.family === 'IPv6') {
    return good('relay-ipv6', { relayed: relayed.address });
  }
  if (reply === 'accepted') return couldBeBetter('relay-ipv6-ignored', 'relay-ip=<IPv6 address>');
  const code = refusalOf(reply);
  if (code === familyNotSupported) {
    return couldBeBetter('relay-ipv6-none', 'relay-ip=<IPv6 address>');
  }
  if (code === quotaReached) return notChecked('quota');
  return noAllocation(facts);
}

export function relayedAddresses(facts: AuditFacts): Endpoint[] {
  return allocationsOf(facts).flatMap(({ relayed }) => relayed ?? []);
}

function allocationsOf({ session }: AuditFacts): AllocationFacts[] {
  return session ? [...session.plain, session.long, session.ipv6] : [];
}

function isGranted({ reply }: AllocationFacts): boolean {
  return reply === 'accepted';
}

const nearRanges: ReadonlySet<string> = new Set([
  'unspecified',
  'loopback',
  'linkLocal',
  'private',
  'uniqueLocal',
  'carrierGradeNat',
]);

/** Whether only those who are near reach the address. */
export function isPrivate(address: string): boolean {
  return nearRanges.has(ipaddr.process(address.split('%')[0] ?? address).range());
}
