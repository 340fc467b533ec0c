import { describe, expect, it } from 'vitest';
import type { CallPath, PathNode } from './call-path.ts';
import { layoutPath, type PathLayout } from './path-layout.ts';

function node(key: string, kind: PathNode['kind']): PathNode {
  return { key, kind, title: key, detail: '', standing: 'works', word: '', link: 'works' };
}

function pathTo(servers: number): CallPath {
  return {
    chain: [node('computer', 'computer'), node('router', 'router'), node('internet', 'internet')],
    servers: Array.from({ length: servers }, (_, i) => node(`server ${i}`, 'server')),
  };
}

function overlaps({ nodes }: PathLayout): number {
  const pairs = nodes.flatMap((a, i) => nodes.slice(i + 1).map((b) => [a, b] as const));
  return pairs.filter(
    ([a, b]) =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
  ).length;
}

const widths = [280, 470, 700, 867, 1000];
const counts = [0, 1, 3, 7, 8, 12, 20];

describe('layoutPath', () => {
  it.each(widths.flatMap((width) => counts.map((count) => [width, count] as const)))(
    'keeps everything apart and inside a width of %i with %i servers',
    (width, count) => {
      const layout = layoutPath(pathTo(count), width);
      expect(overlaps(layout)).toBe(0);
      expect(layout.nodes).toHaveLength(3 + count);
      for (const { x, y, width: w, height } of layout.nodes) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + w).toBeLessThanOrEqual(width + 0.01);
        expect(y + height).toBeLessThanOrEqual(layout.height + 0.01);
      }
    },
  );

  it('leads a line to every node but the first', () => {
    for (const width of widths) {
      const keys = layoutPath(pathTo(3), width).links.map(({ key }) => key);
      expect(keys).toEqual(
        expect.arrayContaining(['router', 'internet', 'server 0', 'server 1', 'server 2']),
      );
    }
  });

  it('gives each line a key of its own', () => {
    const keys = layoutPath(pathTo(20), 867).links.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
