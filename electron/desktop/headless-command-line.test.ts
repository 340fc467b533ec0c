import { expect, test } from 'vitest';
import { headlessCommandLine } from './headless-command-line.ts';

test('opens a window without either switch', () => {
  expect(headlessCommandLine(['callpath', 'report.callpath'])).toBeNull();
});

test('runs what is behind --headless', () => {
  const argv = ['callpath', '--no-sandbox', '--headless', 'diagnose', '--json'];
  expect(headlessCommandLine(argv)).toEqual(['diagnose', '--json']);
  expect(headlessCommandLine(['callpath', '--headless', '--print-policy'])).toEqual([
    '--print-policy',
  ]);
});

test('prints the policy by --print-policy alone, with what is behind it', () => {
  expect(headlessCommandLine(['callpath', '--print-policy', '--json'])).toEqual([
    '--print-policy',
    '--json',
  ]);
});
