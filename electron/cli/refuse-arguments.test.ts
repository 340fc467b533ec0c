import { expect, test } from 'vitest';
import { optionNames } from './program.ts';
import { findForeignSwitch } from './refuse-arguments.ts';

const own = optionNames();

/** Switches of Chromium and Electron that start programs, open debuggers or take protection away. */
const hostile = [
  '--gpu-launcher=/tmp/evil',
  '--renderer-cmd-prefix=/tmp/evil',
  '--utility-cmd-prefix=/tmp/evil',
  '--browser-subprocess-path=/tmp/evil',
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--inspect-brk',
  '--js-flags=--expose-gc',
  '--load-extension=/tmp/evil',
  '--no-sandbox',
  '--disable-web-security',
  '--ignore-certificate-errors',
  '--host-rules=MAP * evil.example.org',
  '--proxy-server=evil.example.org',
  '--user-data-dir=/tmp/evil',
  '--log-net-log=/tmp/all',
  '-gpu-launcher=/tmp/evil',
];

test.each(hostile)('refuses %s, before, behind and as the value of an option', (arg) => {
  expect(findForeignSwitch(['diagnose', arg], own)).toBe(arg);
  expect(findForeignSwitch(['diagnose', '--json', arg], own)).toBe(arg);
  expect(findForeignSwitch(['diagnose', '--username', arg], own)).toBe(arg);
  expect(findForeignSwitch([arg], own)).toBe(arg);
});

test('takes every option of its own, also with its value', () => {
  const all = [...own].filter((name) => name.startsWith('-'));
  expect(all.length).toBeGreaterThan(10);
  expect(findForeignSwitch(all, own)).toBeNull();
  expect(findForeignSwitch(['diagnose', '--username=--gpu-launcher=/tmp/evil'], own)).toBeNull();
});

test('takes what no browser reads: plain words, a lone hyphen, what stands behind --', () => {
  expect(findForeignSwitch(['history', 'show', '-', '--', '--gpu-launcher=x'], own)).toBeNull();
});

test('takes a leading slash for a switch on Windows alone', () => {
  expect(findForeignSwitch(['diagnose', '/gpu-launcher=x'], own, 'win32')).toBe('/gpu-launcher=x');
  expect(findForeignSwitch(['history', '/home/me/report.json'], own, 'linux')).toBeNull();
});
