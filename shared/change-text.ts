import type { Change } from './change.ts';
import type { Translate } from './messages/translate.ts';

type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** How names and numbers are written where the change is shown. */
export interface ChangeWords {
  /** `uri` is a probe's target. */
  server: (uri: string) => string;
  ms: (ms: number) => string;
  percent: (percent: number) => string;
  /** `iso` is ISO 8601. */
  instant: (iso: string) => string;
}

/** A change as a sentence: the same on the screen, in the terminal and wherever else it is told. */
export function changeText(change: Change, t: Translate, words: ChangeWords): string {
  const { kind } = change;
  switch (kind) {
    case 'verdict':
      return t('history.change.verdict', {
        before: t(`report.level.${change.before}`),
        after: t(`report.level.${change.after}`),
      });
    case 'computer':
    case 'profile':
    case 'application':
      return t(`history.change.${kind}`, { before: change.before, after: change.after });
    case 'server':
    case 'certificate':
    case 'rtt':
    case 'loss':
    case 'server-added':
    case 'server-gone':
      return serverText(change, t, words);
    case 'relay-baseline': {
      const key = change.after === 'passed' ? 'baselinePasses' : 'baselineFails';
      return t(`history.change.${key}`);
    }
    case 'relay':
      return t(`history.change.${change.after ? 'relayBack' : 'relayGone'}`);
    default:
      return networkText(change, t);
  }
}

type NetworkKind =
  | 'udp'
  | 'nat'
  | 'mapping'
  | 'filtering'
  | 'public-address'
  | 'vpn'
  | 'adapter'
  | 'local-network'
  | 'ipv6';

function networkText(change: ChangeOf<NetworkKind>, t: Translate): string {
  switch (change.kind) {
    case 'udp':
      return t(`history.change.${change.after === 'works' ? 'udpWorks' : 'udpBlocked'}`);
    case 'nat':
    case 'mapping':
    case 'filtering':
      return t(`history.change.${change.kind}`, {
        before: t(`report.nat.${change.before}`),
        after: t(`report.nat.${change.after}`),
      });
    case 'public-address':
      return t('history.change.publicAddress', { before: change.before, after: change.after });
    case 'vpn':
      return t(`history.change.${listKey(change, 'vpnUp', 'vpnDown', 'vpnOther')}`, lists(change));
    case 'adapter': {
      const key = listKey(change, 'adapterNew', 'adapterGone', 'adapterOther');
      return t(`history.change.${key}`, lists(change));
    }
    case 'local-network':
      return t('history.change.localNetwork', lists(change));
    case 'ipv6':
      return t(`history.change.${change.after ? 'ipv6Gained' : 'ipv6Lost'}`);
  }
}

type ListKind = 'vpn' | 'adapter' | 'local-network';

function lists({ before, after }: ChangeOf<ListKind>): { before: string; after: string } {
  return { before: before.join(', '), after: after.join(', ') };
}

function listKey<Key extends string>(
  { before, after }: ChangeOf<ListKind>,
  ...[appeared, gone, other]: [Key, Key, Key]
): Key {
  if (before.length === 0) return appeared;
  return after.length === 0 ? gone : other;
}

type ServerKind = 'server' | 'certificate' | 'rtt' | 'loss' | 'server-added' | 'server-gone';

function serverText(change: ChangeOf<ServerKind>, t: Translate, words: ChangeWords): string {
  const server = words.server(change.subject);
  switch (change.kind) {
    case 'server':
      return t(`history.change.${serverKey(change)}`, { server });
    case 'server-added':
      return t('history.change.serverAdded', { server });
    case 'server-gone':
      return t('history.change.serverGone', { server });
    case 'rtt':
    case 'loss': {
      const write = change.kind === 'rtt' ? words.ms : words.percent;
      const values = { server, before: write(change.before), after: write(change.after) };
      const way = change.after > change.before ? 'Up' : 'Down';
      return t(`history.change.${change.kind}${way}`, values);
    }
    case 'certificate':
      return t(`history.change.${certificateKey(change)}`, {
        server,
        problem: t(`report.tlsProblem.${change.after.problem}`),
        until: words.instant(change.after.validTo),
      });
  }
}

function serverKey({ before, after }: ChangeOf<'server'>) {
  const wasSilent = before === 'silent';
  if (after === 'works') return 'serverWorks';
  if (after === 'silent') return 'serverSilent';
  if (after === 'refused') return wasSilent ? 'serverRefusesNow' : 'serverRefuses';
  return wasSilent || before === 'refused' ? 'serverPartlyAgain' : 'serverPartly';
}

function certificateKey({ before, after }: ChangeOf<'certificate'>) {
  if (after.problem !== 'none') {
    return before.problem === 'none' ? 'certificateBad' : 'certificateOther';
  }
  return before.problem === 'none' ? 'certificateNew' : 'certificateGood';
}
