import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hindranceTo, type Installation } from './updated-by.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-updated-by-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function installed(more: Partial<Installation>): Installation {
  return {
    platform: 'linux',
    isPackaged: true,
    name: 'Callpath',
    executable: join(folder, 'mount', 'callpath'),
    env: {},
    publisherNames: [],
    ...more,
  };
}

test('leaves deb, rpm and tar.gz to who installed them', () => {
  expect(hindranceTo(installed({}))).toBe('by-package');
  expect(hindranceTo(installed({ isPackaged: false }))).toBe('checkout');
});

test('updates an AppImage that its user may write', () => {
  const APPIMAGE = join(folder, 'Callpath.AppImage');
  const env = { APPIMAGE, APPDIR: join(folder, 'mount') };
  expect(hindranceTo(installed({ env }))).toBe('not-writable');
  writeFileSync(APPIMAGE, '');
  expect(hindranceTo(installed({ env }))).toBeNull();
});

test('never takes the AppImage of another program for its own', () => {
  const APPIMAGE = join(folder, 'Another.AppImage');
  writeFileSync(APPIMAGE, '');
  for (const APPDIR of [undefined, '', join(folder, 'another'), join(folder, 'mou')]) {
    expect(hindranceTo(installed({ env: { APPIMAGE, APPDIR } })), APPDIR).toBe('by-package');
  }
});

test('updates what NSIS installed, where the package says who signs', () => {
  const windows = { platform: 'win32', executable: join(folder, 'Callpath.exe') } as const;
  const publisherNames = ['Example GmbH'];
  expect(hindranceTo(installed({ ...windows, publisherNames }))).toBe('by-package');
  writeFileSync(join(folder, 'Uninstall Callpath.exe'), '');
  expect(hindranceTo(installed({ ...windows, publisherNames }))).toBeNull();
  expect(hindranceTo(installed(windows))).toBe('not-signed');
});

test('updates a package on macOS, where the system looks at the signature, and nowhere else', () => {
  expect(hindranceTo(installed({ platform: 'darwin' }))).toBeNull();
  expect(hindranceTo(installed({ platform: 'darwin', isPackaged: false }))).toBe('checkout');
  expect(hindranceTo(installed({ platform: 'freebsd' }))).toBe('by-package');
});
