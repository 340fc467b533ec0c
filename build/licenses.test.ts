import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectLicenses, formatLicenses } from './licenses.ts';

let modules: string;

beforeEach(() => {
  modules = join(mkdtempSync(join(tmpdir(), 'callpath-licenses-')), 'node_modules');
});

afterEach(() => {
  rmSync(join(modules, '..'), { recursive: true });
});

/** Makes a package; resolves with one of its files. */
function install(name: string, files: Record<string, string>): string {
  const folder = join(modules, name);
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.stringify({ name, version: '1.0.0', license: 'MIT' });
  for (const [file, text] of Object.entries({ 'package.json': manifest, ...files })) {
    writeFileSync(join(folder, file), text);
  }
  return join(folder, 'dist', 'index.js');
}

test('lists each package once, whatever was taken from it', async () => {
  const b = install('b', { LICENSE: 'of b' });
  const a = install('@scope/a', { 'LICENSE.md': 'of a' });
  const all = await collectLicenses([b, a, a.replace('index', 'other'), '/project/src/main.ts']);
  expect(all.map(({ name, text }) => [name, text])).toEqual([
    ['@scope/a', 'of a'],
    ['b', 'of b'],
  ]);
  expect(formatLicenses(all)).toContain('b 1.0.0 (MIT)\n\nof b');
});

test('takes the version that was bundled where there are two', async () => {
  install('a', { LICENSE: 'outer' });
  const inner = install('b/node_modules/a', { LICENSE: 'inner' });
  expect(await collectLicenses([inner])).toMatchObject([{ text: 'inner' }]);
});

test('refuses a package without the text of its licence', async () => {
  const bare = install('bare', {});
  await expect(collectLicenses([bare])).rejects.toThrow('bare');
});

test('refuses a package that does not say its licence', async () => {
  const file = install('silent', {
    'package.json': '{ "name": "silent", "version": "1.0.0" }',
    LICENSE: 'All rights reserved.',
  });
  await expect(collectLicenses([file])).rejects.toThrow('silent');
});
