import { describe, expect, it } from 'vitest';
import { addressOf, type HistoryPlace, readPlace } from './history-place.ts';

const places: HistoryPlace[] = [
  { kind: 'list' },
  { kind: 'session', id: '019505a0-5c00-7000-8000-000000000001' },
  { kind: 'compare', before: 'last-good', after: '019505a0-5c00-7000-8000-000000000001' },
  { kind: 'trends', server: 'turn:turn.example.org?transport=tcp', network: 'wlan0 / 203.0.113.1' },
  { kind: 'trends', server: null, network: 'eth0' },
];

describe('the address of a place in the history', () => {
  it.each(places)('leads back to it: $kind', (place) => {
    expect(readPlace(addressOf(place).slice(1).split('/').slice(1))).toEqual(place);
  });

  it.each([[['compare', 'one']], [['session']], [['unknown', 'x']], [['session', '%E0%A4%A']]])(
    'leads to the list where it makes no sense: %j',
    (path) => {
      expect(readPlace(path)).toEqual({ kind: 'list' });
    },
  );
});
