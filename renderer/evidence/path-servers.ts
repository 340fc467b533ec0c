import type { MessageKey, Translate } from '../../shared/messages/translate.ts';
import type { Transport } from '../../shared/report.ts';
import { serverRttOf } from '../../shared/servers.ts';
import type { Format } from '../format.ts';
import type { PathNode } from './call-path.ts';
import type { Observation } from './observation.ts';
import { type Reach, serverName } from './server-name.ts';
import { combineTests, reasonKey, type Standing, standingOf } from './standing.ts';

/** All tests of one server. */
export interface ServerTests {
  name: string;
  reach: Reach;
  observations: Observation[];
}

/** With more servers than this, those that stand alike share a node. */
const maxServerNodes = 20;
/** Of the servers that do not work, so many are still named. */
const maxNamedProblems = 12;

const transportOrder: readonly Transport[] = ['udp', 'tcp', 'tls'];

/** The tests of each server, in the order in which the servers are asked. */
export function groupByServer(observations: readonly Observation[]): ServerTests[] {
  const groups = new Map<string, ServerTests>();
  for (const observation of observations) {
    const { name, reach, isServer } = serverName(observation.target);
    if (!isServer) continue;
    const group = groups.get(name) ?? { name, reach, observations: [] };
    group.observations.push(observation);
    groups.set(name, group);
  }
  return [...groups.values()];
}

export function standingOfServer({ observations }: ServerTests): Standing {
  return combineTests(observations);
}

/** A node for each server; beyond 20 servers those that stand alike are grouped, what fails is named first. */
export function serverNodes(
  servers: readonly ServerTests[],
  t: Translate,
  format: Format,
): PathNode[] {
  if (servers.length <= maxServerNodes) return servers.map((one) => serverNode(one, t, format));
  const stood = servers.map((server) => ({ server, standing: standingOfServer(server) }));
  const open = stood.filter(({ standing }) => standing === 'running' || standing === 'waiting');
  return open.length > 0 ? [openGroup(stood, open, t)] : groupedNodes(stood, t, format);
}

/** A server whose words nobody may ask for: hundreds of them are only counted. */
interface StandingServer {
  server: ServerTests;
  standing: Standing;
}

/** One node until all have ended: the picture must not change its form while a check runs. */
function openGroup(
  all: readonly StandingServer[],
  open: readonly StandingServer[],
  t: Translate,
): PathNode {
  const isWaiting = open.length === all.length && open.every(isStill);
  const standing = isWaiting ? 'waiting' : 'running';
  const done = all.length - open.length;
  return {
    ...groupNode(t('window.path.all', { count: all.length }), standing, t),
    detail: standing === 'running' ? t('window.path.done', { done, total: all.length }) : '',
  };
}

function isStill({ standing }: StandingServer): boolean {
  return standing === 'waiting';
}

function groupedNodes(all: readonly StandingServer[], t: Translate, format: Format): PathNode[] {
  const named = all
    .filter(({ standing }) => standing === 'fails' || standing === 'partly')
    .slice(0, maxNamedProblems);
  const rest = all.filter((one) => !named.includes(one));
  const groups = [...new Set(rest.map(({ standing }) => standing))].map((standing) => {
    const count = rest.filter((one) => one.standing === standing).length;
    const title = count === all.length ? 'window.path.all' : 'window.path.more';
    return groupNode(t(title, { count }), standing, t);
  });
  return [...named.map(({ server }) => serverNode(server, t, format)), ...groups];
}

function groupNode(title: string, standing: Standing, t: Translate): PathNode {
  const word = t(standingWord(standing));
  return {
    key: `group:${standing}`,
    kind: 'server',
    title,
    detail: '',
    standing,
    word,
    link: standing,
  };
}

function serverNode(server: ServerTests, t: Translate, format: Format): PathNode {
  const standing = standingOfServer(server);
  return {
    key: server.name,
    kind: 'server',
    title: server.name,
    detail: [
      standing === 'works' && isRelayUntested(server) ? t('window.path.untested') : null,
      roundTrip(server, format),
      ...carriers(server, standing, t),
    ]
      .filter((part) => part !== null)
      .join(' · '),
    standing,
    word: t(wordKey(server, standing)),
    link: standing,
  };
}

function wordKey(server: ServerTests, standing: Standing): MessageKey {
  const relays = relayTests(server);
  const relayStanding = combineTests(relays);
  if (standing === 'partly' && relays.length > 0 && relayStanding === 'fails') {
    return 'window.reason.noRelay';
  }
  if (standing === 'works' && isRelayUntested(server)) return 'window.reason.answers';
  if (standing !== 'fails') return standingWord(standing);
  return commonReason(server.observations) ?? 'window.standing.fails';
}

function standingWord(standing: Standing): MessageKey {
  return standing === 'waiting' ? 'window.path.ownTest.waiting' : `window.standing.${standing}`;
}

function relayTests({ observations }: ServerTests): Observation[] {
  return observations.filter(({ kind }) => kind === 'turn.allocate');
}

/** A relay server that answers is not known to relay. */
function isRelayUntested(server: ServerTests): boolean {
  const relays = relayTests(server);
  return relays.length > 0 && ['skipped', 'unknown'].includes(combineTests(relays));
}

/** The reason that all failed tests share; of several, none is the reason. */
export function commonReason(observations: readonly Observation[]): MessageKey | null {
  const failed = observations.filter((observation) => standingOf(observation) === 'fails');
  const reasons = new Set(failed.map(({ probe }) => (probe ? reasonKey(probe) : null)));
  const [reason] = reasons;
  return reasons.size === 1 ? (reason ?? null) : null;
}

/** What carries tests to the server and what does not: "UDP, TCP" and "TLS fails". */
function carriers(server: ServerTests, standing: Standing, t: Translate): string[] {
  const all = transportsOf(server.observations);
  const { working, failing } = splitTransports(server.observations);
  if (standing === 'works') return working.length === 0 ? [] : [joinTransports(working)];
  if (standing === 'partly' && working.length > 0 && failing.length > 0) {
    return [
      joinTransports(working),
      t('window.path.andFailing', { over: joinTransports(failing) }),
    ];
  }
  return all.length === 0 ? [] : [joinTransports(all)];
}

/** The transports over which the server did all that was asked, and those over which it did not. */
export function splitTransports(observations: readonly Observation[]): {
  working: Transport[];
  failing: Transport[];
} {
  const standingOver = (transport: Transport) =>
    combineTests(observations.filter((one) => one.transport === transport));
  const all = transportsOf(observations);
  return {
    working: all.filter((transport) => standingOver(transport) === 'works'),
    failing: all.filter((transport) => ['fails', 'partly'].includes(standingOver(transport))),
  };
}

function transportsOf(observations: readonly Observation[]): Transport[] {
  return transportOrder.filter((one) => observations.some(({ transport }) => transport === one));
}

export function joinTransports(transports: readonly Transport[]): string {
  return transports.map((transport) => transport.toUpperCase()).join(', ');
}

function roundTrip({ observations }: ServerTests, format: Format): string | null {
  const medians = observations.flatMap(({ probe }) => (probe && serverRttOf(probe)?.median) ?? []);
  return medians.length === 0 ? null : format.rtt(Math.min(...medians));
}
