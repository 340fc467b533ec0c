import type { ServerTransport } from '../../shared/uri.ts';
import { type Evidence, probesOf } from './evidence.ts';
import { isAnswered, natOf } from './nat-evidence.ts';
import { allocationsOf, isReached } from './turn-evidence.ts';
import { connected, triedCalls } from './webrtc-evidence.ts';

/** What carries calls although nothing else may: a relay that was granted, or that a test call went through. */
export interface RelayWay {
  id: string;
  target: string;
  transport: ServerTransport;
}

/** Every way through a relay that is known to work, as plain sockets and as Chromium found it. */
export function relayWays(evidence: Evidence): RelayWay[] {
  const raw = allocationsOf(evidence).filter(({ state }) => state === 'works');
  const calls = connected(triedCalls(evidence, 'relay')).map(({ probe }) => probe);
  return [...raw, ...calls].map(({ id, target, transport }) => ({
    id,
    target,
    transport: transport === 'none' ? 'udp' : transport,
  }));
}

/** Ids of the probes to which something outside of this computer's own relay answered. */
export function reached(evidence: Evidence): string[] {
  const bindings = probesOf(evidence, 'stun.binding').filter(({ status }) => status === 'passed');
  const discoveries = (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const nat = natOf(evidence, family);
    return isAnswered(nat) ? [nat.filtering ?? nat.mapping].flatMap((probe) => probe ?? []) : [];
  });
  const calls = connected(triedCalls(evidence, 'srflx', 'relay')).map(({ probe }) => probe);
  return [...bindings, ...discoveries, ...allocationsOf(evidence).filter(isReached), ...calls].map(
    ({ id }) => id,
  );
}
