import { formatEndpoint } from '../../shared/endpoint.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { NatServer, NatTest } from '../../shared/nat-results.ts';
import type { Nat, ProbeKind, ProbeOf, ProbeResult } from '../../shared/report.ts';
import type { Standing } from './standing.ts';

type NatKind = Extract<ProbeKind, `nat.${string}`>;
export type NatProbe = ProbeOf<NatKind>;

/** One question of a NAT test: what was sent where, and from where the answer came. */
export interface NatRow {
  key: string;
  probe: string;
  test: string;
  sentTo: string;
  answeredFrom: string;
  mapped: string;
  standing: Standing;
  result: string;
}

/** A value of the report's `nat` member, with its label. */
export interface NatFact {
  key: string;
  label: string;
  value: string;
}

const noValue = '–';

export function natProbes(probes: readonly ProbeResult[]): NatProbe[] {
  return probes.filter((probe): probe is NatProbe => probe.kind.startsWith('nat.'));
}

/** Every question of every NAT test, in the order in which it was asked. */
export function makeNatRows(probes: readonly ProbeResult[], t: Translate): NatRow[] {
  const rows = natProbes(probes).flatMap(({ id, kind, family, result }) =>
    (result?.tests ?? []).map((test: NatTest, index) => ({
      key: `${id}/${index}`,
      probe: `${t(`report.kind.${kind}`)}${family === 'IPv6' ? ' (IPv6)' : ''}`,
      test: natTestName(test, t),
      sentTo: endpointText(test.sentTo),
      answeredFrom: endpointText(test.answeredFrom),
      mapped: endpointText(test.mappedAddress),
      standing: standingOf(test),
      result: t(`probe.natTestStatus.${test.status}`),
    })),
  );
  // Probes share questions: the ALG is looked for in the answers of the mapping test.
  const seen = new Set<string>();
  return rows.filter(({ test, sentTo, answeredFrom, mapped }) => {
    const question = [test, sentTo, answeredFrom, mapped].join(' ');
    return !seen.has(question) && seen.add(question);
  });
}

/** Servers that cannot measure everything, each with why: the server is to blame, not the network. */
export function unfitServers(probes: readonly ProbeResult[], t: Translate): string[] {
  const servers = natProbes(probes).flatMap(({ result }): NatServer[] =>
    result && 'servers' in result ? result.servers : [],
  );
  const lines = servers
    .filter(({ fitness }) => fitness !== 'fit' && fitness !== 'not-judged')
    .map(({ targets, fitness }) =>
      t('terminal.nat.unfit', {
        server: targets.join(', '),
        fitness: t(`probe.fitness.${fitness}`),
      }),
    );
  return [...new Set(lines)];
}

/** What is known of the NAT; what was not asked for is left out, what could not be found out says so. */
export function natFacts(nat: Nat, t: Translate): NatFact[] {
  const fact = (key: 'mapping' | 'filtering' | 'rfc3489', value: string): NatFact => ({
    key,
    label: t(`report.fact.${key}`),
    value,
  });
  const yesNo = (key: 'portPreservation' | 'hairpinning' | 'alg' | 'cgnat'): NatFact[] => {
    const value = nat[key];
    if (value === null) return [];
    return [{ key, label: t(`report.fact.${key}`), value: t(value ? 'report.yes' : 'report.no') }];
  };
  return [
    fact('rfc3489', t(`report.nat.${nat.rfc3489}`)),
    fact('mapping', t(`report.nat.${nat.mapping}`)),
    fact('filtering', t(`report.nat.${nat.filtering}`)),
    ...yesNo('portPreservation'),
    ...yesNo('cgnat'),
    ...yesNo('alg'),
    ...yesNo('hairpinning'),
    ...(nat.bindingLifetimeSec === null
      ? []
      : [
          {
            key: 'bindingLifetime',
            label: t('report.fact.bindingLifetime'),
            value: `${nat.bindingLifetimeSec} s`,
          },
        ]),
  ];
}

/** A question of a NAT test, with how long its mapping had been left alone. */
export function natTestName({ name, afterSec }: NatTest, t: Translate): string {
  const text = t(`probe.natTest.${name}`);
  return afterSec === undefined
    ? text
    : `${text}, ${t('terminal.nat.afterSec', { seconds: afterSec })}`;
}

function endpointText(endpoint: Endpoint | null): string {
  return endpoint ? formatEndpoint(endpoint) : noValue;
}

/** Silence after a question of a NAT test is a result, not a failure. */
function standingOf({ status }: NatTest): Standing {
  if (status === 'answered') return 'works';
  if (status === 'silent' || status === 'pending' || status === 'not-sent') return 'skipped';
  return 'partly';
}
