import type { Change, ChangeDirection } from './change.ts';
import { compareNetworks } from './compare-network.ts';
import { compareServers } from './compare-servers.ts';
import type { ProbeResult, Report, VerdictLevel } from './report.ts';

/** The most important first: the result, then what is likely to have caused it, then what followed from it. */
const importance: readonly Change['kind'][] = [
  'verdict',
  'computer',
  'relay-baseline',
  'udp',
  'relay',
  'vpn',
  'adapter',
  'local-network',
  'public-address',
  'nat',
  'server',
  'certificate',
  'loss',
  'rtt',
  'ipv6',
  'mapping',
  'filtering',
  'server-added',
  'server-gone',
  'profile',
  'application',
];

const directions: readonly ChangeDirection[] = ['worse', 'better', 'neutral'];

/**
 * What changed from one check to another, the most important first. Only what both checks know is compared: what one of
 * them did not test is no change. Servers are matched by their URI. Aliases of a redacted report mean something in this
 * report only, so that names and addresses are then not compared.
 */
export function compareReports(before: Report, after: Report): Change[] {
  const hasNames = !before.session.redacted && !after.session.redacted;
  const changes: Change[] = [
    ...compareVerdicts(before, after),
    ...compareBaselines(before, after),
    ...compareNetworks(before, after, hasNames),
    ...compareServers(before, after, hasNames),
    ...compareOrigins(before, after, hasNames),
  ];
  const rank = ({ kind, direction }: Change) =>
    importance.indexOf(kind) * directions.length + directions.indexOf(direction);
  return changes.toSorted((a, b) => rank(a) - rank(b));
}

function compareVerdicts(before: Report, after: Report): Change[] {
  const [from, to] = [before.verdict.level, after.verdict.level];
  if (from === to) return [];
  const direction = verdictDirection(from, to);
  return [{ kind: 'verdict', subject: '', before: from, after: to, direction }];
}

/** Not knowing is worse than good, and neither better nor worse than bad. */
function verdictDirection(from: VerdictLevel, to: VerdictLevel): ChangeDirection {
  if (from === 'good') return 'worse';
  if (to === 'good') return 'better';
  if (from === 'inconclusive' || to === 'inconclusive') return 'neutral';
  return to === 'blocked' ? 'worse' : 'better';
}

function compareBaselines(before: Report, after: Report): Change[] {
  const [from, to] = [baselineOf(before), baselineOf(after)];
  if (!from || !to || from.status === to.status) return [];
  const direction = to.status === 'passed' ? 'better' : 'worse';
  const subject = to.target;
  return [{ kind: 'relay-baseline', subject, before: from.status, after: to.status, direction }];
}

function baselineOf({ probes }: Report): { target: string; status: 'passed' | 'failed' } | null {
  const probe: ProbeResult | undefined = probes.find(({ kind }) => kind === 'relay.baseline');
  if (probe?.status !== 'passed' && probe?.status !== 'failed') return null;
  return { target: probe.target, status: probe.status };
}

function compareOrigins(before: Report, after: Report, hasNames: boolean): Change[] {
  const [from, to] = [before.session, after.session];
  const origins = [
    { kind: 'application', before: from.app.version, after: to.app.version },
    ...(hasNames
      ? ([
          { kind: 'computer', before: from.host.hostname, after: to.host.hostname },
          { kind: 'profile', before: from.profile, after: to.profile },
        ] as const)
      : []),
  ] as const;
  return origins
    .filter((origin) => origin.before !== origin.after)
    .map((origin) => ({ ...origin, subject: '', direction: 'neutral' }));
}
