import type { Translate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import { sessionValues } from '../../shared/session-values.ts';

/** The note has a card of its own. */
const shown = [
  'started',
  'duration',
  'status',
  'profile',
  'ticket',
  'application',
  'system',
  'hostname',
  'session',
] as const;

/** When, where and with what a check was made, for a page that travels. */
export function sessionFacts(report: Report, t: Translate): { label: string; value: string }[] {
  const values = sessionValues(report, t);
  return shown.flatMap((key) => {
    const value = values[key];
    return value ? [{ label: t(`report.fact.${key}`), value }] : [];
  });
}
