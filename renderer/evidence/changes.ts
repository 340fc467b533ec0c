import { type Change, type ChangeDirection, compareReports } from '../../shared/compare.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import type { Format } from '../format.ts';
import { serverName } from './server-name.ts';

export interface ChangeLine {
  text: string;
  direction: ChangeDirection;
}

/** What changed from one report to another, in words, each once: a server's addresses may have changed alike. */
export function describeChanges(
  before: Report,
  after: Report,
  t: Translate,
  format: Format,
): ChangeLine[] {
  const lines = compareReports(before, after).map((change) => ({
    text: changeText(change, t, format),
    direction: change.direction,
  }));
  return [...new Map(lines.map((line) => [line.text, line])).values()];
}

function changeText(change: Change, t: Translate, format: Format): string {
  const subject = serverName(change.subject).name;
  switch (change.kind) {
    case 'verdict':
      return t('window.changes.verdict', {
        before: t(`report.level.${change.before}`),
        after: t(`report.level.${change.after}`),
      });
    case 'public-address':
      return t('window.changes.publicAddress', { before: change.before, after: change.after });
    case 'nat':
      return t('window.changes.nat', {
        before: t(`report.nat.${change.before}`),
        after: t(`report.nat.${change.after}`),
      });
    case 'server':
      return t('window.changes.server', {
        subject,
        before: t(`report.server.${change.before}`),
        after: t(`report.server.${change.after}`),
      });
    case 'rtt':
      return t('window.changes.rtt', {
        subject,
        before: format.rtt(change.before),
        after: format.rtt(change.after),
      });
    case 'relay-baseline':
      return t('window.changes.baseline', {
        before: t(`report.status.${change.before}`),
        after: t(`report.status.${change.after}`),
      });
  }
}
