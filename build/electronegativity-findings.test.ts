import { expect, test } from 'vitest';
import { judgeFindings } from './electronegativity-findings.ts';

const finding = { check: 'SANDBOX_JS_CHECK', file: 'electron/window.ts' };

test('has nothing to say where each finding has its reason', () => {
  expect(judgeFindings([finding, finding], [{ ...finding, reason: 'spread' }])).toEqual([]);
});

test('names a finding that nobody accepted', () => {
  expect(judgeFindings([finding], [])).toEqual([
    'not accepted: SANDBOX_JS_CHECK in electron/window.ts',
  ]);
});

test('names a finding that was accepted in another file', () => {
  const elsewhere = { ...finding, file: 'electron/other.ts', reason: 'spread' };
  expect(judgeFindings([finding], [elsewhere])).toHaveLength(2);
});

test('names a reason whose finding is gone', () => {
  expect(judgeFindings([], [{ ...finding, reason: 'spread' }])).toEqual([
    'accepted, but no longer found: SANDBOX_JS_CHECK in electron/window.ts',
  ]);
});

test('names an acceptance that says nothing', () => {
  expect(judgeFindings([finding], [{ ...finding, reason: ' ' }])).toHaveLength(1);
});
