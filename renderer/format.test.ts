import { describe, expect, it } from 'vitest';
import { createTranslate } from '../shared/messages/translate.ts';
import { createFormat } from './format.ts';

const english = createFormat('en', createTranslate('en'), 'Europe/Berlin');
const chinese = createFormat('zh-CN', createTranslate('zh-CN'), 'Europe/Berlin');

describe('createFormat', () => {
  it('gives a round trip one decimal below 10 ms and none above', () => {
    expect(english.rtt(0.234)).toBe('0.2 ms');
    expect(english.rtt(24.4)).toBe('24 ms');
  });

  it('never says that something took 0.0 s', () => {
    expect(english.duration(41)).toBe('41 ms');
    expect(english.duration(2104)).toBe('2.1 s');
    expect(english.duration(72_000)).toBe('1 min 12 s');
  });

  it('carries rounded seconds over to the minutes', () => {
    expect(english.duration(119_600)).toBe('2 min 0 s');
  });

  it('writes units and dates as the language does', () => {
    expect(chinese.duration(2104)).toBe('2.1 秒');
    expect(chinese.dateTime('2025-11-22T13:02:11Z')).toContain('2025年11月22日');
    expect(english.dateTime('2025-11-22T13:02:11Z')).toBe('22 Nov 2025, 14:02');
  });

  it('shows times in the zone of the computer', () => {
    expect(english.time('2025-11-22T23:30:00Z')).toBe('00:30');
    expect(english.day('2025-11-22T23:30:00Z')).toContain('23 November 2025');
  });
});
