import { formatEndpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { NatServer, NatTest } from '../../shared/nat-results.ts';
import type { ProbeResult } from '../../shared/report.ts';
import type { Format } from '../format.ts';
import type { Fact } from './describe-result.ts';
import { type NatProbe, natProbes, natTestName } from './nat-rows.ts';

type NatFactKey = keyof typeof labels;
type NatResult = NonNullable<NatProbe['result']>;

const labels = {
  behaviour: 'check.nat.behaviour',
  method: 'check.nat.method',
  reason: 'check.nat.reason',
  tests: 'check.nat.tests',
  servers: 'check.nat.servers',
  localAddress: 'window.evidence.localAddress',
  agreeing: 'check.nat.agreeing',
  ports: 'check.nat.ports',
  tcp: 'check.nat.tcp',
  router: 'check.nat.router',
  controlled: 'check.nat.controlled',
  lifetime: 'report.fact.bindingLifetime',
  keepAlive: 'check.nat.keepAlive',
} as const;

/** Everything that a test of the NAT recorded, in words; null for other probes. */
export function describeNat(probe: ProbeResult, t: Translate, format: Format): Fact[] | null {
  const [nat] = natProbes([probe]);
  if (!nat) return null;
  if (!nat.result) return [];
  const fact = (key: NatFactKey, ...lines: string[]): Fact => ({
    key,
    group: null,
    label: t(labels[key]),
    lines,
  });
  const { result } = nat;
  return [
    fact('behaviour', t(`report.nat.${result.behaviour}`)),
    ...(result.reason ? [fact('reason', t(`probe.natReason.${result.reason}`))] : []),
    fact('method', t(`check.nat.by.${result.method}`)),
    ...ownFacts(result, fact, t, format),
    ...(result.localAddress ? [fact('localAddress', formatEndpoint(result.localAddress))] : []),
    ...(result.tests.length > 0
      ? [fact('tests', ...result.tests.map((test) => testLine(test, t)))]
      : []),
    ...serverFacts(result, fact, t),
  ];
}

type MakeFact = (key: NatFactKey, ...lines: string[]) => Fact;

/** What only one kind of test has. */
function ownFacts(result: NatResult, fact: MakeFact, t: Translate, format: Format): Fact[] {
  const yesNo = (value: boolean) => t(value ? 'report.yes' : 'report.no');
  if ('portPreservation' in result) {
    return [
      fact('agreeing', format.number(result.agreeing)),
      ...(result.portPreservation === null ? [] : [fact('ports', yesNo(result.portPreservation))]),
      ...(result.tcpWorks === null ? [] : [fact('tcp', yesNo(result.tcpWorks))]),
      ...(result.routerAddress === null ? [] : [fact('router', result.routerAddress)]),
    ];
  }
  if ('controlled' in result) return [fact('controlled', yesNo(result.controlled))];
  if (!('lifetimeSec' in result)) return [];
  const { lifetimeSec, keepAliveSec } = result;
  const seconds = (value: number) => format.duration(value * 1000);
  return [
    ...(lifetimeSec === null ? [] : [fact('lifetime', seconds(lifetimeSec))]),
    ...(keepAliveSec === null ? [] : [fact('keepAlive', seconds(keepAliveSec))]),
  ];
}

function testLine(test: NatTest, t: Translate): string {
  const endpoint = (value: NatTest['sentTo']) => (value ? formatEndpoint(value) : '–');
  return t('check.nat.testLine', {
    test: natTestName(test, t),
    sentTo: endpoint(test.sentTo),
    from: endpoint(test.answeredFrom),
    mapped: endpoint(test.mappedAddress),
    status: t(`probe.natTestStatus.${test.status}`),
    received: test.received,
    sent: test.sent,
  });
}

function serverFacts(result: NatResult, fact: MakeFact, t: Translate): Fact[] {
  const servers: readonly NatServer[] = 'servers' in result ? result.servers : [];
  if (servers.length === 0) return [];
  const lines = servers.map(({ targets, fitness }) =>
    t('terminal.nat.unfit', {
      server: targets.join(', '),
      fitness: t(`probe.fitness.${fitness}`),
    }),
  );
  return [fact('servers', ...lines)];
}
