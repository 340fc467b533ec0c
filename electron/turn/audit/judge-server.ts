import { formatEndpoint } from '../../../shared/endpoint.ts';
import { oldSoftware } from '../../../shared/turn-software.ts';
import type { AuditFacts } from './facts.ts';
import { couldBeBetter, good, type Judgement, notChecked } from './judgement.ts';

/** What nobody hears in a call. */
const unheardMs = 20;
/** By this much another server has to be nearer before it is worth a word. */
const nearerFactor = 1.5;

/** NAT discovery needs a second address (RFC 5780 section 6). Calls do not. */
export function judgeNatDiscovery({ natDiscovery, stopped }: AuditFacts): Judgement {
  if (!natDiscovery) return notChecked(stopped ? 'stopped' : 'no-udp');
  const { otherAddress } = natDiscovery;
  const values = { other: otherAddress ? formatEndpoint(otherAddress) : '' };
  switch (natDiscovery.answer) {
    case 'fit':
      return good('rfc5780-fit', values);
    case 'none':
      return couldBeBetter('rfc5780-none', 'rfc5780');
    case 'unfit':
      return couldBeBetter('rfc5780-unfit', 'listening-ip=<second public address>', values);
    case 'silent':
      return couldBeBetter('rfc5780-silent', 'alt-listening-port=3479', values);
    case 'ignores-change-request':
      return couldBeBetter('rfc5780-ignores', 'listening-ip=<second public address>', values);
    case 'unknown':
      return notChecked('nat-here');
  }
}

/** RFC 8489 section 16.1.2: a version in every answer tells an attacker which faults to try. */
export function judgeSoftware({ software, stopped, listeners }: AuditFacts): Judgement {
  if (!listeners.some(({ status }) => status === 'answered')) {
    return notChecked(stopped ? 'stopped' : 'no-answer');
  }
  if (software === null || software === '') return good('software-hidden');
  const old = oldSoftware(software);
  if (old) {
    const values = { software, fixedIn: old.fixedIn, cves: old.cves.join(', ') };
    return couldBeBetter('software-old', 'no-software-attribute', values);
  }
  return /\d+\.\d+/.test(software)
    ? couldBeBetter('software-version', 'no-software-attribute', { software })
    : good('software-name', { software });
}

/** Beside the other servers of the profile, each asked once over UDP. */
export function judgeRtt({ natDiscovery, otherServers, stopped }: AuditFacts): Judgement {
  const ownMs = natDiscovery?.rttMs ?? null;
  const answered = otherServers.filter(({ rttMs }) => rttMs !== null);
  if (ownMs === null) return notChecked(stopped ? 'stopped' : 'no-udp');
  if (otherServers.length === 0) return notChecked('one-server');
  const [nearest] = answered.toSorted((a, b) => (a.rttMs ?? 0) - (b.rttMs ?? 0));
  const nearestMs = nearest?.rttMs ?? null;
  if (!nearest || nearestMs === null) return notChecked(stopped ? 'stopped' : 'others-silent');
  const place = 1 + answered.filter(({ rttMs }) => (rttMs ?? 0) < ownMs).length;
  const values = {
    ms: Math.round(ownMs),
    place,
    count: answered.length + 1,
    nearest: nearest.server,
    nearestMs: Math.round(nearestMs),
  };
  if (place === 1) return good('rtt-nearest', values);
  const isFar = ownMs > nearestMs * nearerFactor && ownMs - nearestMs > unheardMs;
  return isFar ? couldBeBetter('rtt-far', null, values) : good('rtt-near', values);
}
