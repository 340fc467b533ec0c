import type { Updates } from './updates.ts';

/** The start is for the person. */
const firstMs = 60_000;
const everyMs = 24 * 3600 * 1000;

/**
 * Looks for an update once a day where updates are on, and tells once of each version that it finds. What is off asks nobody and
 * loads nothing. Returns what ends it.
 */
export function checkDaily(updates: Updates, onFound: (version: string) => void): () => void {
  let toldVersion: string | null = null;
  const look = () => {
    void updates.check().then((state) => {
      if (state.phase !== 'available' || state.version === toldVersion) return;
      toldVersion = state.version;
      onFound(state.version);
    });
  };
  const first = setTimeout(look, firstMs);
  const later = setInterval(look, everyMs);
  return () => {
    clearTimeout(first);
    clearInterval(later);
  };
}
