import { formatInstant, formatMs } from '../../shared/format.ts';
import type { MessageKey, Translate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';

/** When, where and with what a check was made: for a page that travels, so with the time in UTC. */
export function sessionFacts(
  { session }: Report,
  t: Translate,
): { label: string; value: string }[] {
  const { app, host } = session;
  const values: [MessageKey, string | undefined][] = [
    ['report.fact.started', formatInstant(session.startedAt)],
    ['report.fact.duration', formatMs(session.durationMs)],
    ['report.fact.status', t(`report.sessionStatus.${session.status}`)],
    ['report.fact.profile', session.profile],
    ['report.fact.ticket', session.ticket],
    ['report.fact.application', `${app.name} ${app.version}`],
    ['report.fact.system', `${host.os} ${host.arch}`],
    ['report.fact.hostname', host.hostname],
    ['report.fact.session', session.id],
  ];
  return values.flatMap(([key, value]) => (value ? [{ label: t(key), value }] : []));
}
