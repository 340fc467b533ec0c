export const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Steps that a person counts in. */
const hourSteps = [1, 2, 3, 6, 12, 24];
const daySteps = [1, 2, 7, 14, 30, 60, 90, 180, 365];

/** At most about `count` instants (Unix time) from one to the other: whole hours of this computer's day, or starts of days. */
export function timeTicks(fromMs: number, toMs: number, count: number): number[] {
  const spanMs = toMs - fromMs;
  const isShort = spanMs < 2 * dayMs;
  const [unitMs, steps] = isShort ? [hourMs, hourSteps] : [dayMs, daySteps];
  const wanted = spanMs / unitMs / Math.max(1, count);
  const step = steps.find((one) => one >= wanted) ?? Math.ceil(wanted);
  const start = new Date(fromMs);
  const ticks: number[] = [];
  // Through the calendar, so that a day of 23 or 25 hours begins at its start as well.
  for (let index = 0; index <= Math.ceil(spanMs / unitMs / step) + 24; index += 1) {
    const days = isShort ? 0 : index * step;
    const hours = isShort ? index * step : 0;
    const [year, month, date] = [start.getFullYear(), start.getMonth(), start.getDate() + days];
    const tick = new Date(year, month, date, hours).getTime();
    if (tick > toMs) break;
    if (tick >= fromMs) ticks.push(tick);
  }
  return ticks;
}
