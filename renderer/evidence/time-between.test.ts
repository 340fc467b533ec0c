import { expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { timeBetween } from './time-between.ts';

const t = createTranslate('en');
const start = '2026-03-02T14:00:00.000Z';

it.each([
  ['2026-03-02T14:00:20.000Z', 'moments'],
  ['2026-03-02T14:01:10.000Z', '1 minute'],
  ['2026-03-02T15:40:00.000Z', '100 minutes'],
  ['2026-03-02T20:10:00.000Z', '6 hours'],
  ['2026-03-30T14:00:00.000Z', '28 days'],
  ['yesterday', 'not known'],
])('says the time until %s as %s', (after, text) => {
  expect(timeBetween(start, after, t)).toBe(text);
});
