import { icons, type IconNode } from 'lucide';
import { describe, expect, it } from 'vitest';
import { iconPath } from './icon-path.ts';

describe('iconPath', () => {
  it('draws an icon of several shapes by one path', () => {
    const icon: IconNode = [
      ['circle', { cx: '12', cy: '11', r: '10' }],
      ['path', { d: 'm9 12 2 2' }],
    ];
    expect(iconPath(icon)).toBe('M2 11a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M0 0m9 12 2 2');
  });

  it.each<[string, IconNode[number], string]>([
    ['a line', ['line', { x1: '6', x2: '6.01', y1: '18', y2: '19' }], 'M6 18L6.01 19'],
    [
      'an ellipse',
      ['ellipse', { cx: '12', cy: '5', rx: '9', ry: '3' }],
      'M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0',
    ],
    [
      'a rectangle with round corners',
      ['rect', { width: '20', height: '8', x: '2', y: '14', rx: '2' }],
      'M4 14h16a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2z',
    ],
  ])('draws %s', (_, shape, path) => {
    expect(iconPath([shape])).toBe(path);
  });

  it.each<[string, IconNode[number]]>([
    ['of another shape', ['polyline', { points: '1 1 2 2' }]],
    ['that is filled', ['circle', { cx: '12', cy: '12', r: '1', fill: 'currentColor' }]],
  ])('draws nothing of an icon with a part %s', (_, part) => {
    expect(iconPath([['path', { d: 'M1 1h2' }], part])).toBe('');
  });

  const sources = import.meta.glob<string>(['./**/*.svelte', './**/*.ts', '!./**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const used = Object.values(sources)
    .flatMap((source) => [...source.matchAll(/import \{([^}]+)\} from 'lucide'/g)])
    .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
    .filter((name) => name !== '' && !name.startsWith('type '));

  it('is asked about the icons of all components', () => {
    expect(used.length).toBeGreaterThan(50);
  });

  it.each([...new Set(used)])('can draw %s', (name) => {
    expect(iconPath(icons[name as keyof typeof icons])).toMatch(/^M/);
  });
});
