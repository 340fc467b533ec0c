/** Milliseconds since it was made, on the page's monotonic clock, in tenths. */
export function startClock(): () => number {
  const startedAtMs = performance.now();
  return () => Math.round((performance.now() - startedAtMs) * 10) / 10;
}

/** Resolves after `ms`, or as soon as the signal fires. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
