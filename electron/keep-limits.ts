/** Age is counted in days: nothing stays much longer than its limit says, however long the application runs. */
const everyMs = 6 * 3_600_000;

/**
 * Has what is beyond the limits of the history removed also while the application runs: by `apply`, every few hours, and with
 * `now` after a check, which has made the history larger. What fails is tried again the next time. `stop` comes before the
 * history is closed.
 */
export function keepLimits(apply: () => void): { now: () => void; stop: () => void } {
  const timer = setInterval(apply, everyMs);
  timer.unref();
  return {
    now: apply,
    stop: () => {
      clearInterval(timer);
    },
  };
}
