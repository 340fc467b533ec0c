/** A time span with its unit: `0.2 ms`, `24 ms`, `2.1 s`, `3 min 5 s`. The same in every language. */
export function formatMs(ms: number): string {
  if (ms < 9.95) return `${trimZero(ms.toFixed(1))} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${trimZero((ms / 1000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `2026-03-01 14:02:11 UTC`: read the same by everyone, wherever the report travels. `timestamp` is ISO 8601. */
export function formatInstant(timestamp: string): string {
  const parsed = new Date(timestamp);
  if (Number.isNaN(parsed.getTime())) return timestamp;
  return `${parsed.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function trimZero(decimal: string): string {
  return decimal.replace(/\.0$/, '');
}
