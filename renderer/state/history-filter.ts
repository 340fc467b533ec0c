import type { SessionFilter } from '../../shared/history.ts';
import type { VerdictLevel } from '../../shared/report.ts';

export const periods = ['any', 'today', 'week', 'month', 'days'] as const;
/** `week` and `month` are the last 7 and 30 days, today included; `days` are those from `fromDay` to `toDay`. */
export type Period = (typeof periods)[number];

/** What the person has chosen to see. Empty text, no level, `any` and `null` leave everything in. */
export interface FilterChoice {
  text: string;
  levels: readonly VerdictLevel[];
  period: Period;
  /** Days of this computer's time zone as `2026-03-02`, the last one included; empty where the range is open. */
  fromDay: string;
  toDay: string;
  network: string | null;
  server: string | null;
  finding: string | null;
  imported: boolean | null;
}

export const everything: FilterChoice = {
  text: '',
  levels: [],
  period: 'any',
  fromDay: '',
  toDay: '',
  network: null,
  server: null,
  finding: null,
  imported: null,
};

const periodDays = { today: 1, week: 7, month: 30 } as const;

/** The filter of the contract, `undefined` where everything is shown. `now` decides what "today" is. */
export function toSessionFilter(
  choice: FilterChoice,
  now: Date = new Date(),
): SessionFilter | undefined {
  const text = choice.text.trim();
  const filter: SessionFilter = {
    ...(text === '' ? {} : { text }),
    ...(choice.levels.length === 0 ? {} : { levels: [...choice.levels] }),
    ...rangeOf(choice, now),
    ...(choice.network === null ? {} : { network: choice.network }),
    ...(choice.server === null ? {} : { server: choice.server }),
    ...(choice.finding === null ? {} : { finding: choice.finding }),
    ...(choice.imported === null ? {} : { imported: choice.imported }),
  };
  return Object.keys(filter).length === 0 ? undefined : filter;
}

function rangeOf(choice: FilterChoice, now: Date): Pick<SessionFilter, 'from' | 'to'> {
  const { period } = choice;
  if (period === 'any') return {};
  if (period !== 'days') {
    const from = new Date(
      now.getFullYear(),
      now.getMonth(),
      now.getDate() - periodDays[period] + 1,
    );
    return { from: from.toISOString() };
  }
  const [from, to] = [startOfDay(choice.fromDay, 0), startOfDay(choice.toDay, 1)];
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}

/** The start of a day as an instant, `later` days after it; `null` for what is no day. */
function startOfDay(day: string, later: number): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!match) return null;
  const start = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + later);
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}

export type FilterPart = Exclude<keyof FilterChoice, 'fromDay' | 'toDay'>;

/** The parts of a choice that narrow the list down, in the order in which they are shown. */
export function chosenParts(choice: FilterChoice): FilterPart[] {
  const parts: [FilterPart, boolean][] = [
    ['text', choice.text.trim() !== ''],
    ['levels', choice.levels.length > 0],
    ['period', choice.period !== 'any'],
    ['network', choice.network !== null],
    ['server', choice.server !== null],
    ['finding', choice.finding !== null],
    ['imported', choice.imported !== null],
  ];
  return parts.filter(([, isChosen]) => isChosen).map(([part]) => part);
}

/** The choice without one of its parts. */
export function without(choice: FilterChoice, part: FilterPart): FilterChoice {
  if (part === 'period') return { ...choice, period: 'any', fromDay: '', toDay: '' };
  return { ...choice, [part]: everything[part] };
}
