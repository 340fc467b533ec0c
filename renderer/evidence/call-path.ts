import type { Endpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Nat, ProbeResult, StunBindingResult } from '../../shared/report.ts';
import { adapterNames, usedAdapter } from '../../shared/used-adapter.ts';
import type { Format } from '../format.ts';
import type { Observation } from './observation.ts';
import { groupByServer, serverNodes, type ServerTests, standingOfServer } from './path-servers.ts';
import { reachOfAddress, serverName } from './server-name.ts';
import { combine, type Standing, standingOf } from './standing.ts';

/** A place that a call passes, with all the words that stand on it. */
export interface PathNode {
  key: string;
  kind: 'computer' | 'router' | 'internet' | 'server';
  title: string;
  detail: string;
  /** `null` where there is nothing to judge. */
  standing: Standing | null;
  /** Stands beside the sign of the standing, or alone. */
  word: string;
  /** How the line that leads here stands. */
  link: Standing;
}

/** The picture: what lies between this computer and the servers, then the servers. */
export interface CallPath {
  chain: PathNode[];
  servers: PathNode[];
}

/**
 * Draws the path of a call from evidence alone. `nat` is the report's judgement, `null` while there is none. Router and
 * internet are left out where no server lies beyond them.
 */
export function makeCallPath(
  observations: readonly Observation[],
  nat: Nat | null,
  t: Translate,
  format: Format,
): CallPath {
  const servers = groupByServer(observations);
  const bindings = observations.flatMap(answeredBinding);
  const outside = outsideStanding(servers);
  const chain = [computerNode(observations, t)];
  if (servers.some(({ reach }) => reach === 'internet')) {
    const router = routerNode(outside, bindings, nat, t);
    const provider = nat?.cgnat === true ? [providerNode(router, t)] : [];
    chain.push(router, ...provider, internetNode(router, outside, bindings, nat, t));
  } else if (servers.some(({ reach }) => reach === 'network')) {
    chain.push(networkNode(outside, t));
  }
  return { chain, servers: serverNodes(servers, t, format) };
}

interface Binding {
  result: StunBindingResult;
  isLocal: boolean;
}

function answeredBinding({ probe, target }: Observation): Binding[] {
  if (probe?.kind !== 'stun.binding' || !probe.result?.mappedAddress) return [];
  return [{ result: probe.result, isLocal: serverName(target).reach === 'computer' }];
}

/**
 * How the way out of this computer stands. One answer from outside, a refusing one too, is enough to know that it is
 * open; only silence says that it may be closed. Who sent a refusal, and what could not be sent, says nothing.
 */
function outsideStanding(servers: readonly ServerTests[]): Standing {
  const outside = servers.filter(({ reach }) => reach !== 'computer');
  const standing = combine(outside.map(standingOfServer));
  if (standing === 'waiting') return 'waiting';
  const probes = outside.flatMap(({ observations }) =>
    observations.flatMap(({ probe }) => probe ?? []),
  );
  const errors = new Set(probes.map(({ error }) => error?.code));
  const isAnswered = probes.some(({ status }) => status === 'passed');
  if (isAnswered || errors.has('rejected') || errors.has('malformed')) return 'works';
  if (standing !== 'fails') return standing === 'skipped' ? 'unknown' : standing;
  return errors.has('timeout') && !errors.has('refused') ? 'fails' : 'unknown';
}

function computerNode(observations: readonly Observation[], t: Translate): PathNode {
  const own = observations.find(({ kind }) => kind === 'relay.baseline');
  const standing = own === undefined ? 'skipped' : standingOf(own);
  const isPreview = observations.every(({ phase }) => phase === 'waiting');
  const shown = isPreview ? 'waiting' : standing;
  return {
    key: 'computer',
    kind: 'computer',
    title: t('window.path.computer'),
    detail: isPreview ? '' : adapterText(observations, t),
    standing: shown,
    word: t(`window.path.ownTest.${shown}`),
    link: shown,
  };
}

function adapterText(observations: readonly Observation[], t: Translate): string {
  const probes = probesOf(observations);
  const used = usedAdapter(probes);
  if (used) return t('window.path.adapterAddress', { adapter: used.name, address: used.address });
  const count = adapterNames(probes).length;
  return count === 0 ? t('window.path.adapterUnknown') : t('window.path.adapters', { count });
}

function probesOf(observations: readonly Observation[]): ProbeResult[] {
  return observations.flatMap(({ probe }) => probe ?? []);
}

function routerNode(
  outside: Standing,
  bindings: readonly Binding[],
  nat: Nat | null,
  t: Translate,
): PathNode {
  const mapping = nat?.mapping ?? 'unknown';
  const isHard = mapping === 'address-dependent' || mapping === 'address-and-port-dependent';
  const state = outside === 'works' && isHard ? 'partly' : outside;
  return {
    key: 'router',
    kind: 'router',
    title: t('window.path.router'),
    detail: translationText(outside, bindings, mapping, t),
    // Silence does not tell where packets were lost: the router is not blamed for it.
    standing: state === 'fails' ? 'unknown' : state,
    word: t(`window.path.routerState.${state}`),
    link: outside === 'fails' ? 'unknown' : outside,
  };
}

/** A second translation, that of the provider or of a router before this one. */
function providerNode(router: PathNode, t: Translate): PathNode {
  return {
    key: 'provider',
    kind: 'router',
    title: t('window.path.provider'),
    detail: t('window.path.providerDetail'),
    standing: router.standing,
    word: router.word,
    link: router.link,
  };
}

function translationText(
  outside: Standing,
  bindings: readonly Binding[],
  mapping: Nat['mapping'],
  t: Translate,
): string {
  if (mapping !== 'unknown') return t(`window.path.mapping.${mapping}`);
  const known = translation(bindings);
  const isOpen = outside === 'waiting' || outside === 'running';
  return known === 'unknown' && isOpen ? '' : t(`window.path.translation.${known}`);
}

/** Whether the address that servers see differs from the one that packets left from. */
function translation(bindings: readonly Binding[]): 'none' | 'translates' | 'unknown' {
  const known = bindings.flatMap(({ result: { localAddress, mappedAddress }, isLocal }) =>
    isLocal || !localAddress || !mappedAddress || isUnspecified(localAddress)
      ? []
      : [{ family: mappedAddress.family, same: localAddress.address === mappedAddress.address }],
  );
  const first = known.find(({ family }) => family === 'IPv4') ?? known[0];
  if (first === undefined) return 'unknown';
  return first.same ? 'none' : 'translates';
}

function isUnspecified({ address }: Endpoint): boolean {
  return address === '0.0.0.0' || address === '::';
}

function internetNode(
  router: PathNode,
  outside: Standing,
  bindings: readonly Binding[],
  nat: Nat | null,
  t: Translate,
): PathNode {
  return {
    key: 'internet',
    kind: 'internet',
    title: t('window.path.internet'),
    detail: '',
    standing: null,
    word:
      publicAddress(bindings, nat) ??
      (outside === 'waiting' || outside === 'running'
        ? t(`window.path.routerState.${outside}`)
        : t('window.path.publicAddressUnknown')),
    link: router.standing === 'partly' ? 'partly' : outside,
  };
}

function publicAddress(bindings: readonly Binding[], nat: Nat | null): string | null {
  if (nat?.publicAddress) return nat.publicAddress.address;
  const seen = bindings
    .flatMap(({ result: { mappedAddress } }) => mappedAddress ?? [])
    .filter(({ address }) => reachOfAddress(address) === 'internet');
  return (seen.find(({ family }) => family === 'IPv4') ?? seen[0])?.address ?? null;
}

function networkNode(outside: Standing, t: Translate): PathNode {
  return {
    key: 'network',
    kind: 'internet',
    title: t('window.path.localNetwork'),
    detail: '',
    standing: null,
    word: t('window.path.insideNetwork'),
    link: outside,
  };
}
