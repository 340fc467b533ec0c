import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { whyUnwritable } from './unwritable-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-folder-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('finds nothing wrong with a folder that takes files, and leaves none', () => {
  expect(whyUnwritable(folder)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

it('says what the system says of one that does not', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(whyUnwritable(join(folder, 'file'))).toContain('ENOTDIR');
});
