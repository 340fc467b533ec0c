import type { Translate } from '../../shared/messages/translate.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long the one was after the other, as a person would say it: "3 days", "2 hours". Both are ISO 8601. */
export function timeBetween(before: string, after: string, t: Translate): string {
  const ms = Math.abs(Date.parse(after) - Date.parse(before));
  if (Number.isNaN(ms)) return t('report.notKnown');
  if (ms >= 2 * dayMs) return t('history.duration.days', { count: Math.round(ms / dayMs) });
  if (ms >= 2 * hourMs) return t('history.duration.hours', { count: Math.round(ms / hourMs) });
  if (ms < minuteMs) return t('history.duration.moments');
  return t('history.duration.minutes', { count: Math.round(ms / minuteMs) });
}
