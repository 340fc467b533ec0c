import type { Nat, Report, VerdictLevel } from './report.ts';
import { type ServerState, summarizeServers } from './servers.ts';

export type ChangeDirection = 'better' | 'worse' | 'neutral';

/**
 * Something that differs between two checks. `subject` is the server URI or the probe's target, and empty where the
 * kind says it all. What `before` and `after` hold goes by `kind`: a verdict level, an IP address, an RFC 3489 name, a
 * server state, milliseconds, a probe status.
 */
export type Change = { subject: string; direction: ChangeDirection } & (
  | { kind: 'verdict'; before: VerdictLevel; after: VerdictLevel }
  | { kind: 'public-address'; before: string; after: string }
  | { kind: 'nat'; before: Nat['rfc3489']; after: Nat['rfc3489'] }
  | { kind: 'server'; before: ServerState; after: ServerState }
  | { kind: 'rtt'; before: number; after: number }
  | { kind: 'relay-baseline'; before: 'passed' | 'failed'; after: 'passed' | 'failed' }
);

/** Smaller changes are the network's daily weather: both must be passed, so that 1 to 3 ms is no news. */
const notableRttMs = 20;
const notableRttFactor = 1.5;

/** From what lets most calls through to what lets none through. */
const natOrder: readonly Nat['rfc3489'][] = [
  'open-internet',
  'full-cone',
  'restricted-cone',
  'port-restricted-cone',
  'symmetric-udp-firewall',
  'symmetric',
  'udp-blocked',
];

/**
 * What changed from one check to another, the verdict first. Only what both checks know is compared: what one of them
 * did not test is no change. Servers are matched by their URI.
 */
export function compareReports(before: Report, after: Report): Change[] {
  return [
    ...compareVerdict(before, after),
    ...compareBaseline(before, after),
    ...compareNat(before, after),
    ...comparePublicAddress(before, after),
    ...compareServers(before, after),
  ];
}

function compareVerdict(before: Report, after: Report): Change[] {
  const [from, to] = [before.verdict.level, after.verdict.level];
  if (from === to) return [];
  return [
    {
      kind: 'verdict',
      subject: '',
      before: from,
      after: to,
      direction: verdictDirection(from, to),
    },
  ];
}

/** Not knowing is worse than good, and neither better nor worse than bad. */
function verdictDirection(from: VerdictLevel, to: VerdictLevel): ChangeDirection {
  if (from === 'good') return 'worse';
  if (to === 'good') return 'better';
  if (from === 'inconclusive' || to === 'inconclusive') return 'neutral';
  return to === 'blocked' ? 'worse' : 'better';
}

function compareBaseline(before: Report, after: Report): Change[] {
  const [from, to] = [baselineOf(before), baselineOf(after)];
  if (!from || !to || from.status === to.status) return [];
  return [
    {
      kind: 'relay-baseline',
      subject: to.target,
      before: from.status,
      after: to.status,
      direction: to.status === 'passed' ? 'better' : 'worse',
    },
  ];
}

function baselineOf({ probes }: Report): { target: string; status: 'passed' | 'failed' } | null {
  const probe = probes.find(({ kind }) => kind === 'relay.baseline');
  if (probe?.status !== 'passed' && probe?.status !== 'failed') return null;
  return { target: probe.target, status: probe.status };
}

function compareNat(before: Report, after: Report): Change[] {
  const [from, to] = [before.nat.rfc3489, after.nat.rfc3489];
  if (from === 'unknown' || to === 'unknown' || from === to) return [];
  const direction = natOrder.indexOf(to) > natOrder.indexOf(from) ? 'worse' : 'better';
  return [{ kind: 'nat', subject: '', before: from, after: to, direction }];
}

function comparePublicAddress(before: Report, after: Report): Change[] {
  const [from, to] = [before.nat.publicAddress?.address, after.nat.publicAddress?.address];
  if (from === undefined || to === undefined || from === to) return [];
  return [{ kind: 'public-address', subject: '', before: from, after: to, direction: 'neutral' }];
}

const serverOrder: readonly ServerState[] = ['works', 'limited', 'silent'];

function compareServers(before: Report, after: Report): Change[] {
  const earlier = new Map(summarizeServers(before).map((server) => [server.target, server]));
  return summarizeServers(after).flatMap((server): Change[] => {
    const from = earlier.get(server.target);
    if (!from) return [];
    const subject = server.target;
    if (from.state === 'unknown' || server.state === 'unknown') return [];
    if (from.state !== server.state) {
      const worse = serverOrder.indexOf(server.state) > serverOrder.indexOf(from.state);
      const direction = worse ? 'worse' : 'better';
      return [{ kind: 'server', subject, before: from.state, after: server.state, direction }];
    }
    return compareRtt(subject, from.rttMs, server.rttMs);
  });
}

function compareRtt(subject: string, before: number | null, after: number | null): Change[] {
  if (before === null || after === null) return [];
  const [low, high] = [Math.min(before, after), Math.max(before, after)];
  if (high - low < notableRttMs || high < low * notableRttFactor) return [];
  return [{ kind: 'rtt', subject, before, after, direction: after > before ? 'worse' : 'better' }];
}
