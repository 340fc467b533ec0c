import { hostFamily } from '../../shared/uri.ts';
import type { VerdictOwner } from '../../shared/report.ts';
import { type Evidence, probesOf } from './evidence.ts';
import { hostOf } from './owner.ts';
import { reached } from './reach.ts';
import type { Match } from './rules.ts';
import { distinct } from './turn-values.ts';

/** Fewer names than this never decide that names cannot be looked up: one may be misspelt. */
const enoughToBlame = 2;
/** What resolvers say where no name server answered, or in time: that a name does not exist is another thing. */
const unanswered = /\b(EAI_AGAIN|ETIMEOUT|ETIMEDOUT|ECONNREFUSED|ESERVFAIL|EAI_FAIL)\b/;

interface Lookup {
  id: string;
  host: string;
  isFound: boolean;
  message: string;
}

/** Every name that was looked up, by the probes that needed its address. */
function lookups(evidence: Evidence): Lookup[] {
  return [
    ...probesOf(evidence, 'stun.binding'),
    ...probesOf(evidence, 'turn.allocate'),
    ...probesOf(evidence, 'turn.relay'),
  ].flatMap(({ id, target, status, error }) => {
    const host = hostOf(target);
    const isFound = error?.code !== 'name-not-found';
    const isKnown = status === 'passed' || status === 'failed';
    const isStopped = error?.code === 'cancelled' || error?.code === 'internal';
    if (hostFamily(host) !== null || !isKnown || isStopped) return [];
    return [{ id, host, isFound, message: error?.message ?? '' }];
  });
}

/** One finding for all names, where several were looked up and none was found. Addresses need no lookup. */
export function unknownNames(evidence: Evidence): Match[] {
  const all = lookups(evidence);
  const hosts = distinct(all.map(({ host }) => host));
  if (hosts.length < enoughToBlame || all.some(({ isFound }) => isFound)) return [];
  return [
    {
      subject: hosts.join(', '),
      evidence: all.map(({ id }) => id),
      values: { count: hosts.length, host: hosts[0] ?? '', hosts: hosts.join(', ') },
    },
  ];
}

/** Where no name server answered it is the network's; a name that it does not know is wrong, where anything else is reached. */
export function ownerOfName(match: Match, evidence: Evidence): VerdictOwner {
  const own = lookups(evidence).filter(({ id }) => match.evidence.includes(id));
  if (own.some(({ message }) => unanswered.test(message))) return 'network';
  return reached(evidence).length > 0 ? 'service' : 'unknown';
}

/** Several names of one domain may all be wrong, unless no name server answered at all. */
export function ownerOfNames(_: Match, evidence: Evidence): VerdictOwner {
  const all = lookups(evidence);
  const domains = new Set(all.map(({ host }) => host.split('.').slice(-2).join('.')));
  const isUnanswered = all.some(({ message }) => unanswered.test(message));
  return isUnanswered || domains.size > 1 ? 'network' : 'unknown';
}
