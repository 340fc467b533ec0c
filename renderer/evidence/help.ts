import { formatInstant } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Finding, Report, Severity } from '../../shared/report.ts';
import { sortFindings } from '../../shared/summary.ts';

/** What the person can do: each advice once, the most urgent first. Problems come alone where there are any. */
export function userActions({ session, findings }: Report, t: Translate): string[] {
  // That all is in order as far as it was tested is no advice where the test did not end.
  const isWhole = session.status === 'completed';
  const tiers: Severity[][] = [
    ['critical', 'warning'],
    ['info'],
    ...(isWhole ? [['ok' as const]] : []),
  ];
  for (const tier of tiers) {
    const actions = distinct(ofSeverity(findings, tier).map(({ userAction }) => userAction));
    const advice = actions.filter((action) => action !== t('window.help.idle'));
    if (advice.length > 0) return advice;
    if (actions.length > 0) return actions;
  }
  return [t(isWhole ? 'window.help.nothing' : 'window.help.again')];
}

/** What to pass on to IT, complete enough to act on: each request once, then when and from where. `null`: nothing. */
export function itMessage(report: Report, t: Translate): string | null {
  const open = ofSeverity(report.findings, ['critical', 'warning', 'info']);
  const requests = distinct(open.map(({ itAction }) => itAction));
  return requests.length === 0 ? null : [...requests, originText(report, t)].join('\n\n');
}

function ofSeverity(findings: readonly Finding[], severities: readonly Severity[]): Finding[] {
  return sortFindings(findings).filter(({ severity }) => severities.includes(severity));
}

function originText({ session, nat }: Report, t: Translate): string {
  const lines = [
    t('window.help.checked', {
      time: formatInstant(session.startedAt),
      app: session.app.name,
      version: session.app.version,
      profile: session.profile,
    }),
    t('window.help.host', { hostname: session.host.hostname, os: session.host.os }),
  ];
  if (nat.publicAddress) {
    lines.push(t('window.help.publicAddress', { address: nat.publicAddress.address }));
  }
  if (session.ticket) lines.push(t('window.help.ticket', { ticket: session.ticket }));
  return [...lines, t('window.help.session', { id: session.id })].join('\n');
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
}
