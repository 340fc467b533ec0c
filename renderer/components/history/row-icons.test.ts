import { expect, it } from 'vitest';
import { rowIcons, toPath } from './row-icons.ts';

it('draws an icon of several shapes by one path', () => {
  const icon: Parameters<typeof toPath>[0] = [
    ['circle', { cx: '12', cy: '11', r: '10' }],
    ['path', { d: 'm9 12 2 2' }],
  ];
  expect(toPath(icon)).toBe('M2 11a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M0 0m9 12 2 2');
});

it('draws no part of an icon that has other shapes', () => {
  expect(
    toPath([
      ['path', { d: 'M1 1h2' }],
      ['rect', { width: '4' }],
    ]),
  ).toBe('');
});

it('can draw every icon of a row', () => {
  for (const path of Object.values(rowIcons)) expect(path).toMatch(/^M/);
});
