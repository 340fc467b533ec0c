import type { VerdictOwner } from '../../shared/report.ts';
import { type Evidence, probesOf } from './evidence.ts';
import { ownerOfName } from './names.ts';
import { hostOf, type Owner, ownerOf } from './owner.ts';
import { reached } from './reach.ts';
import type { Match } from './rules.ts';
import type { TurnFailureCode } from './rules-turn-failures.ts';
import {
  type AllocationTest,
  allocationsOf,
  failedAllocations,
  isReached,
} from './turn-evidence.ts';
import { failureCode } from './turn-failure-code.ts';
import { isLossy } from './baseline-loss.ts';

/** Whose problem a relay is that gives no relayed address: where the cause alone does not tell, other servers do. */
export const ownerOfFailure: Record<TurnFailureCode, Owner> = {
  'turn-clock': 'computer',
  'turn-clock-differs': 'computer',
  'turn-name-not-found': ownerOfName,
  'turn-udp-silent': ownerOfSilence,
  'turn-tcp-silent': ownerOfSilence,
  'turn-tls-silent': ownerOfSilence,
  'turn-allocate-ignored': 'service',
  'turn-refused': ownerOfRefusal,
  'turn-unreachable': 'network',
  'turn-not-turn': ownerOfRefusal,
  'turn-closed': ownerOfSilence,
  'turn-tls-name': 'service',
  'turn-tls-issuer': ownerOfSilence,
  'turn-tls-self-signed': 'service',
  'turn-tls-expired': 'service',
  'turn-tls-not-yet-valid': 'service',
  'turn-tls-revoked': 'service',
  'turn-tls-protocol': 'service',
  'turn-tls-other': 'service',
  'turn-credentials-expired': 'service',
  'turn-credentials-rest-refused': 'service',
  'turn-credentials-refused': 'service',
  'turn-wrong-credentials': 'service',
  'turn-forbidden': 'service',
  'turn-quota': 'service',
  'turn-capacity': 'service',
  'turn-allocation-mismatch': 'service',
  'turn-stale-nonce': 'service',
  'turn-family-unsupported': 'service',
  'turn-transport-unsupported': 'service',
  'turn-redirect': 'service',
  'turn-refresh-fails': 'service',
  'turn-failed': 'service',
};

/**
 * Several servers separate the network from one server: where another host is reached the same way, the fault is at this
 * one; where several fail alike and none is reached so, it is in between. One alone does not tell.
 */
function ownerOfSilence(match: Match, evidence: Evidence): VerdictOwner {
  const own = allocationsOf(evidence).filter(({ id }) => match.evidence.includes(id));
  const hosts = new Set(own.map(({ host }) => host));
  const transports = new Set(own.map(({ transport }) => transport));
  if ([...transports].every((transport) => isReachedOver(evidence, transport, hosts)))
    return 'service';
  const alike = failedAllocations(evidence).filter(
    (test) => transports.has(test.transport) && isSameFailure(test, own, evidence),
  );
  return new Set(alike.map(({ host }) => host)).size > 1 ? 'network' : 'unknown';
}

/** A host that answers, and not as a relay, is mostly a wrong address or a service that does not run. */
function ownerOfRefusal(match: Match, evidence: Evidence): VerdictOwner {
  const owner = ownerOfSilence(match, evidence);
  return owner === 'unknown' && reached(evidence).length > 0 ? 'service' : owner;
}

function isSameFailure(
  test: AllocationTest,
  own: readonly AllocationTest[],
  evidence: Evidence,
): boolean {
  const [first] = own;
  return first !== undefined && failureCode(test, evidence) === failureCode(first, evidence);
}

/** Whether a host other than these answered over this transport, as a relay or to Binding. */
function isReachedOver(
  evidence: Evidence,
  transport: AllocationTest['transport'],
  except: ReadonlySet<string>,
): boolean {
  const isAnswered = allocationsOf(evidence).some(
    (test) => test.transport === transport && !except.has(test.host) && isReached(test),
  );
  const isBound =
    transport === 'udp' &&
    probesOf(evidence, 'stun.binding').some(
      ({ status, target }) => status === 'passed' && !except.has(hostOf(target)),
    );
  return isAnswered || isBound;
}

/** UDP that reaches other hosts is closed at this one; where it reaches other ports of this one, either may be. */
export function ownerOfClosedUdp(match: Match, evidence: Evidence): VerdictOwner {
  const own = allocationsOf(evidence).filter(({ id }) => match.evidence.includes(id));
  if (isReachedOver(evidence, 'udp', new Set(own.map(({ host }) => host)))) return 'service';
  return isReachedOver(evidence, 'udp', new Set()) ? 'unknown' : 'network';
}

/** Behind such a router calls need a relay: its operator has to act where every relay fails by its own fault. */
export function ownerOfRelays(_: Match, evidence: Evidence): VerdictOwner {
  const owners = failedAllocations(evidence).map((test) => {
    const code = failureCode(test, evidence);
    return ownerOf(ownerOfFailure[code], { subject: test.target, evidence: [test.id] }, evidence);
  });
  return owners.length > 0 && owners.every((owner) => owner === 'service') ? 'service' : 'network';
}

/** What is lost inside this computer is not lost outside; what one relay loses and another does not is lost there. */
export function ownerOfLoss(match: Match, evidence: Evidence): VerdictOwner {
  if (isLossy(evidence)) return 'computer';
  const own = new Set(match.evidence);
  const lossy = new Set(
    probesOf(evidence, 'turn.relay')
      .filter(({ id }) => own.has(id))
      .map(({ target }) => hostOf(target)),
  );
  const isFineElsewhere = probesOf(evidence, 'turn.relay').some(
    ({ target, status, result }) =>
      status === 'passed' && result?.lossPercent === 0 && !lossy.has(hostOf(target)),
  );
  return isFineElsewhere ? 'service' : 'network';
}
