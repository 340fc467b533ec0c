import { formatEndpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { NatServer, NatTest } from '../../shared/nat-results.ts';
import type { ProbeResult, Report } from '../../shared/report.ts';
import { rfc3489Name } from '../../shared/rfc3489-name.ts';
import { textTable } from './print-table.ts';

const nothing = '–';
const families = ['IPv4', 'IPv6'] as const;

/** The NAT in a few lines, with a table of the tests that it rests on; nothing where none was tested. */
export function natLines(report: Report, t: Translate): string[] {
  return families.flatMap((family) => {
    const tests = testsOf(report, family);
    if (tests.length === 0) return [];
    const isMain = report.nat.publicAddress?.family !== 'IPv6' ? family === 'IPv4' : true;
    const title = isMain ? mainLines(report, t) : [otherLine(report, family, t)];
    return [...title, ...tableLines(tests, t), ...serverLines(report, family, t), ''];
  });
}

function mainLines({ nat }: Report, t: Translate): string[] {
  return [
    t('terminal.nat.title', {
      kind: t(`report.nat.${nat.rfc3489}`),
      confidence: t(`terminal.confidence.${nat.confidence}`),
    }),
    `  ${t('terminal.nat.facts', {
      address: nat.publicAddress ? formatEndpoint(nat.publicAddress) : t('report.notKnown'),
      mapping: t(`report.nat.${nat.mapping}`),
      filtering: t(`report.nat.${nat.filtering}`),
    })}`,
    ...(nat.reason === '' ? [] : [`  ${nat.reason}`]),
  ];
}

function otherLine({ probes }: Report, family: 'IPv4' | 'IPv6', t: Translate): string {
  const own = probes.filter((probe) => probe.family === family);
  const mapping = own.find((probe) => probe.kind === 'nat.mapping')?.result;
  const filtering = own.find((probe) => probe.kind === 'nat.filtering')?.result;
  const kind = rfc3489Name(
    mapping ?? { behaviour: 'unknown', dependent: false },
    filtering ?? { behaviour: 'unknown' },
  );
  return t('terminal.nat.titleIpv6', { kind: t(`report.nat.${kind}`) });
}

/** `nat.alg` looks at the answers of the mapping test again. */
function testsOf({ probes }: Report, family: 'IPv4' | 'IPv6'): NatTest[] {
  return probes.flatMap((probe) =>
    probe.family === family && isTested(probe) ? (probe.result?.tests ?? []) : [],
  );
}

function isTested(probe: ProbeResult): probe is Extract<ProbeResult, { kind: `nat.${string}` }> {
  return probe.kind.startsWith('nat.') && probe.kind !== 'nat.alg';
}

function tableLines(tests: readonly NatTest[], t: Translate): string[] {
  const heads = (['test', 'sentTo', 'answeredFrom', 'mapped', 'result'] as const).map((name) =>
    t(`terminal.nat.${name}`),
  );
  return textTable(
    heads,
    tests.map((test) => cellsOf(test, t)),
  );
}

function cellsOf(test: NatTest, t: Translate): string[] {
  const endpoint = (value: NatTest['sentTo']) => (value ? formatEndpoint(value) : nothing);
  const after =
    test.afterSec === undefined
      ? t(`probe.natTest.${test.name}`)
      : t('terminal.nat.afterSec', { seconds: test.afterSec });
  const status = t(`probe.natTestStatus.${test.status}`);
  return [
    after,
    endpoint(test.sentTo),
    endpoint(test.answeredFrom),
    endpoint(test.mappedAddress),
    `${status} (${test.received}/${test.sent})`,
  ];
}

/** What servers could not measure. */
function serverLines({ probes }: Report, family: 'IPv4' | 'IPv6', t: Translate): string[] {
  const filtering = probes.find(
    (probe) => probe.kind === 'nat.filtering' && probe.family === family,
  );
  const servers: NatServer[] =
    filtering?.kind === 'nat.filtering' ? (filtering.result?.servers ?? []) : [];
  return servers
    .filter(({ fitness }) => fitness !== 'fit' && fitness !== 'not-judged')
    .map(({ targets, fitness }) => {
      const values = { server: targets.join(' = '), fitness: t(`probe.fitness.${fitness}`) };
      return `  ${t('terminal.nat.unfit', values)}`;
    });
}
