import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeResult, TurnAuditResult } from '../../shared/report.ts';
import type { Format } from '../format.ts';
import type { Standing } from './standing.ts';

type Item = TurnAuditResult['items'][number];
type Listener = TurnAuditResult['listeners'][number];

export interface AuditGroup {
  rating: Item['rating'];
  standing: Standing;
  title: string;
  items: Item[];
}

export interface AuditModel {
  groups: AuditGroup[];
  listeners: { key: string; over: string; standing: Standing; word: string; rtt: string }[];
}

/** What has to be done comes first. */
const ratings: readonly [Item['rating'], Standing][] = [
  ['wrong', 'fails'],
  ['could-be-better', 'partly'],
  ['good', 'works'],
  ['not-checked', 'unknown'],
];
const listenerStandings: Record<Listener['status'], Standing> = {
  answered: 'works',
  silent: 'fails',
  refused: 'fails',
  unreachable: 'fails',
  'not-turn': 'partly',
  'not-asked': 'skipped',
};

/** What was found about a server's set-up, in groups; null for other tests. */
export function makeAudit(probe: ProbeResult, t: Translate, format: Format): AuditModel | null {
  if (probe.kind !== 'turn.audit' || !probe.result) return null;
  const { items, listeners } = probe.result;
  return {
    groups: ratings
      .map(([rating, standing]) => ({
        rating,
        standing,
        title: t(`report.rating.${rating}`),
        items: items.filter((item) => item.rating === rating),
      }))
      .filter((group) => group.items.length > 0),
    listeners: listeners.map(({ transport, family, port, status, rttMs }) => ({
      key: `${transport} ${family} ${port}`,
      over: `${transport.toUpperCase()} ${port}, ${family}`,
      standing: listenerStandings[status],
      word: t(`report.listener.${status}`),
      rtt: rttMs === null ? '–' : format.rtt(rttMs),
    })),
  };
}
