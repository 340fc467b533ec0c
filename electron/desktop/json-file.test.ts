import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const schema = v.strictObject({ count: v.number() });
const fallback = { count: -1 };
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-json-'));
  path = join(folder, 'state.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('reads what was written', () => {
  writeJsonFile(path, { count: 3 });
  expect(readJsonFile(path, schema, fallback)).toEqual({ count: 3 });
});

test('replaces a file in one step and leaves nothing beside it', () => {
  writeJsonFile(path, { count: 3 });
  writeJsonFile(path, { count: 4 });
  expect(readJsonFile(path, schema, fallback)).toEqual({ count: 4 });
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test.skipIf(process.platform === 'win32')('lets only its owner read the file', () => {
  writeJsonFile(path, { count: 3 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each([
  ['is missing', null],
  ['was cut short', '{ "count": '],
  ['holds something else', '{ "count": "3" }'],
  ['is empty', ''],
])('gives the fallback where the file %s', (_, text) => {
  if (text !== null) writeFileSync(path, text);
  expect(readJsonFile(path, schema, fallback)).toEqual(fallback);
});
