import { formatInstant, formatMs } from './format.ts';
import type { Translate } from './messages/translate.ts';
import type { Report } from './report.ts';

/**
 * When, where and with what a check was made, by the name of the label (`report.fact.*`): for what travels, so with the time
 * in UTC.
 */
export function sessionValues({ session }: Report, t: Translate) {
  const { app, host } = session;
  return {
    session: session.id,
    started: formatInstant(session.startedAt),
    duration: formatMs(session.durationMs),
    status: t(`report.sessionStatus.${session.status}`),
    profile: session.profile,
    ticket: session.ticket,
    note: session.note,
    application: `${app.name} ${app.version}`,
    system: `${host.os} ${host.arch}`,
    hostname: host.hostname,
  };
}
