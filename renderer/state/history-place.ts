/** Where in the history the window is, as the part of the address behind `#history`. */
export type HistoryPlace =
  | { kind: 'list' }
  | { kind: 'session'; id: string }
  /** `before` is the id of a session, or `last-good`. */
  | { kind: 'compare'; before: string; after: string }
  | { kind: 'trends'; server: string | null; network: string | null };

/** Reads `session/ID`, `compare/ID/ID` or `trends/SERVER/NETWORK`. What makes no sense leads to the list. */
export function readPlace(path: readonly string[]): HistoryPlace {
  const [kind, first, second] = path.map(decodePart);
  if (kind === 'session' && first) return { kind, id: first };
  if (kind === 'compare' && first && second) return { kind, before: first, after: second };
  if (kind === 'trends') return { kind, server: first || null, network: second || null };
  return { kind: 'list' };
}

/** The address of a place, with its `#`. */
export function addressOf(place: HistoryPlace): string {
  return `#${['history', ...partsOf(place).map(encodeURIComponent)].join('/')}`;
}

function partsOf(place: HistoryPlace): string[] {
  switch (place.kind) {
    case 'list':
      return [];
    case 'session':
      return ['session', place.id];
    case 'compare':
      return ['compare', place.before, place.after];
    case 'trends':
      return ['trends', place.server ?? '', place.network ?? ''];
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
