import { describe, expect, it } from 'vitest';
import { createTranslate } from '../shared/messages/translate.ts';
import { exampleReport } from '../shared/testing/example-report.ts';
import { spokenText, stateText, type WindowState } from './window-state.ts';

const t = createTranslate('en');
const idle: WindowState = {
  view: 'check',
  isRunning: false,
  progress: { done: 0, total: 0 },
  hasFailed: false,
  report: null,
};
const running: WindowState = { ...idle, isRunning: true, progress: { done: 7, total: 18 } };

describe('stateText', () => {
  it('tells how far a check is, in every view', () => {
    expect(stateText(running, t)).toBe('7 of 18 tests done');
    expect(stateText({ ...running, view: 'history' }, t)).toBe('7 of 18 tests done');
    expect(stateText({ ...running, progress: { done: 0, total: 0 } }, t)).toBe('Checking…');
  });

  it('tells the verdict in the view that shows it, and the view elsewhere', () => {
    const done = { ...idle, report: exampleReport() };
    expect(stateText(done, t)).toBe('Calls work with limits');
    expect(stateText({ ...done, view: 'settings' }, t)).toBe('Settings');
    expect(stateText(idle, t)).toBe('Check');
  });

  it('does not call a check done that could not be', () => {
    expect(stateText({ ...idle, hasFailed: true }, t)).toBe('Not checked');
  });
});

describe('spokenText', () => {
  it('changes four times in a check, not with each test', () => {
    const texts = Array.from({ length: 19 }, (_, done) =>
      spokenText({ ...running, progress: { done, total: 18 } }, t),
    );
    expect(new Set(texts).size).toBe(5);
    expect(texts.at(-1)).toContain('18 of 18');
  });

  it('says the headline at the end, and of a cancelled check that it is one', () => {
    const report = exampleReport();
    expect(spokenText({ ...idle, report }, t)).toContain(report.verdict.headline);
    const session = { ...report.session, status: 'cancelled' as const };
    expect(spokenText({ ...idle, report: { ...report, session } }, t)).toMatch(/cancelled/);
    expect(spokenText(idle, t)).toBe('');
  });
});
