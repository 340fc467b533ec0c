import type { Disturbance, Evidence } from './evidence.ts';
import type { Match, Rule } from './rules.ts';

const isSleep = ({ kind }: Disturbance) => kind === 'sleep';
const isNetwork = (disturbance: Disturbance) => !isSleep(disturbance);
const tookSomething = ({ lost }: Disturbance) => lost.length > 0;

/** What happened to the computer during the check: nobody is to blame for tests that were lost to it. */
export const disturbanceRules: readonly Rule[] = [
  {
    code: 'computer-slept',
    severity: 'warning',
    level: 'inconclusive',
    owner: 'unknown',
    match: (evidence) => matches(evidence, (one) => isSleep(one) && tookSomething(one)),
  },
  {
    code: 'network-changed',
    severity: 'warning',
    level: 'inconclusive',
    owner: 'unknown',
    match: (evidence) => matches(evidence, (one) => isNetwork(one) && tookSomething(one)),
  },
  {
    code: 'computer-slept-meanwhile',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => matches(evidence, (one) => isSleep(one) && !tookSomething(one)),
  },
  {
    code: 'network-changed-meanwhile',
    severity: 'info',
    level: 'good',
    owner: 'nobody',
    match: (evidence) => matches(evidence, (one) => isNetwork(one) && !tookSomething(one)),
  },
];

function matches(evidence: Evidence, applies: (one: Disturbance) => boolean): Match[] {
  return (evidence.disturbances ?? []).filter(applies).map((one) => {
    const { kind, atSec, seconds = 0, adapters, lost } = one;
    return {
      subject: isSleep(one) ? 'this computer' : adapters.join(', '),
      evidence: lost.length > 0 ? lost : evidence.probes.slice(0, 1).map(({ id }) => id),
      values: {
        kind,
        atSec,
        seconds,
        adapters: adapters.join(', '),
        count: lost.length,
        tests: lost.join(', '),
      },
    };
  });
}
