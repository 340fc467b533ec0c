import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type ElectronPlaces,
  executableName,
  findElectron,
  registryRuntime,
} from './electron-runtime.ts';

let folder: string;
let places: ElectronPlaces;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-runtime-'));
  places = {
    override: undefined,
    download: mkdtempSync(join(folder, 'download-')),
    registry: mkdtempSync(join(folder, 'registry-')),
  };
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** An unpacked Electron, as far as is looked at. */
function unpack(distPath: string, version: string): void {
  mkdirSync(dirname(join(distPath, executableName())), { recursive: true });
  writeFileSync(join(distPath, executableName()), '');
  writeFileSync(join(distPath, 'version'), version);
}

test('there is none before one was fetched', () => {
  expect(findElectron(places)).toBeNull();
});

test('starts the staged application in the registry runtime', () => {
  unpack(places.registry, '33.2.1');
  expect(findElectron(places)).toMatchObject({
    source: 'registry',
    version: '33.2.1',
    isStaged: true,
    appArgs: [registryRuntime.stagePath],
  });
});

test("prefers Electron's own download, which runs the checkout", () => {
  unpack(places.registry, '33.2.1');
  unpack(places.download, 'v45.4.1');
  expect(findElectron(places)).toMatchObject({
    source: 'download',
    version: '45.4.1',
    isStaged: false,
    appArgs: [join(import.meta.dirname, '..')],
  });
});

test('prefers the folder that a person names', () => {
  unpack(places.registry, '33.2.1');
  unpack(places.download, '45.4.1');
  const override = mkdtempSync(join(folder, 'override-'));
  unpack(override, '44.0.0');
  expect(findElectron({ ...places, override })).toMatchObject({
    source: 'override',
    version: '44.0.0',
    distPath: override,
    isStaged: false,
  });
});

test('knows the registry runtime when it is named', () => {
  unpack(places.registry, '33.2.1');
  expect(findElectron({ ...places, override: places.registry })).toMatchObject({
    source: 'override',
    isStaged: true,
  });
});

test('refuses a named folder without Electron instead of starting another one', () => {
  unpack(places.registry, '33.2.1');
  expect(() => findElectron({ ...places, override: folder })).toThrow(
    /ELECTRON_OVERRIDE_DIST_PATH.*Correct or unset it/,
  );
});
