/** This version was made after this moment, which is to be raised with releases. */
export const madeAfterMs = Date.UTC(2026, 10, 1);

/** Whether this computer's clock is wrong beyond doubt: earlier than this program. One that is too late cannot be told. */
export function clockIsWrong(nowMs: number): boolean {
  return nowMs < madeAfterMs;
}
