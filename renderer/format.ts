import type { Locale } from '../shared/locale.ts';
import type { Translate } from '../shared/messages/translate.ts';

/** Numbers, times and lists as the chosen language writes them. Times are shown in the computer's own time zone. */
export interface Format {
  number(value: number): string;
  /** A round trip, in milliseconds: one decimal below 10 ms. */
  rtt(ms: number): string;
  /** How long something took, in milliseconds: "0.4 s", "1 min 12 s". */
  duration(ms: number): string;
  percent(value: number): string;
  /** "14:02" */
  time(iso: string): string;
  /** "22 Nov 2025, 14:02" */
  dateTime(iso: string): string;
  /** "22 Nov 2025" */
  date(iso: string): string;
  /** "Saturday, 22 November 2025" */
  day(iso: string): string;
  list(items: readonly string[]): string;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;

export function createFormat(locale: Locale, t: Translate, timeZone?: string): Format {
  const zone = timeZone === undefined ? {} : { timeZone };
  // British English writes the day first and the time with 24 hours, as the rest of the world reads it.
  const dates = locale === 'en' ? 'en-GB' : locale;
  // Made when they are first asked for: together they would take a tenth of the window's start.
  const number = lazy(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));
  const whole = lazy(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
  const tenth = lazy(() => {
    return new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  });
  const dateFormat = (style: Intl.DateTimeFormatOptions) =>
    lazy(() => new Intl.DateTimeFormat(dates, { ...style, ...zone }));
  const time = dateFormat({ hour: '2-digit', minute: '2-digit' });
  const dateTime = dateFormat({ dateStyle: 'medium', timeStyle: 'short' });
  const date = dateFormat({ dateStyle: 'medium' });
  const day = dateFormat({ dateStyle: 'full' });
  const list = lazy(() => new Intl.ListFormat(dates, { type: 'conjunction' }));

  return {
    number: (value) => number().format(value),
    rtt: (ms) => t('window.unit.ms', { value: (ms < 10 ? tenth() : whole()).format(ms) }),
    duration: (ms) => {
      // Below a tenth of a second "0.0 s" would say nothing.
      if (ms < 100) return t('window.unit.ms', { value: whole().format(ms) });
      if (ms < minuteMs) return t('window.unit.seconds', { value: tenth().format(ms / secondMs) });
      const seconds = Math.round(ms / secondMs);
      return t('window.unit.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
    },
    percent: (value) => t('window.unit.percent', { value: number().format(value) }),
    time: (iso) => time().format(new Date(iso)),
    dateTime: (iso) => dateTime().format(new Date(iso)),
    date: (iso) => date().format(new Date(iso)),
    day: (iso) => day().format(new Date(iso)),
    // What joins one item to nothing is not worth its making.
    list: (items) => (items.length === 1 ? (items[0] ?? '') : list().format(items)),
  };
}

/** What `make` makes, once it is asked for, and the same from then on. */
function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
