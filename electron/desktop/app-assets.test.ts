import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveAsset } from './app-assets.ts';

const root = join('/srv', 'callpath', 'out', 'renderer');

test('serves the page for the bare address', () => {
  expect(resolveAsset(root, 'app://callpath/')).toEqual({
    path: join(root, 'index.html'),
    contentType: 'text/html; charset=utf-8',
  });
});

test('serves a file below the folder with its media type, whatever the query', () => {
  expect(resolveAsset(root, 'app://callpath/assets/index-a1.js?x=1#y')).toEqual({
    path: join(root, 'assets', 'index-a1.js'),
    contentType: 'text/javascript; charset=utf-8',
  });
});

test.each([
  ['another host', 'app://elsewhere/index.html'],
  ['another scheme', 'https://callpath/index.html'],
  ['no address at all', 'index.html'],
  ['encoded dots and slashes that lead out', 'app://callpath/..%2f..%2fmain%2fmain.js'],
  ['a folder with a longer name beside the root', 'app://callpath/..%2frenderer-old%2fa.js'],
  ['a broken escape', 'app://callpath/%'],
  ['a zero byte', 'app://callpath/index.html%00.js'],
  ['a kind of file that is not part of the window', 'app://callpath/notes.txt'],
])('refuses %s', (_, address) => {
  expect(resolveAsset(root, address)).toBeNull();
});
