import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writableByUsers } from './writable-by-users.ts';

const isRoot = process.getuid?.() === 0;
const ordinaryUser = 65_534;

// Only root gives files to root and to others.
describe.skipIf(!isRoot)('writableByUsers', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callpath-policy-'));
    fs.chmodSync(folder, 0o755);
    file = path.join(folder, 'policy.json');
    fs.writeFileSync(file, '{}', { mode: 0o644 });
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('finds nothing where only root may write', () => {
    expect(writableByUsers(file, 'linux')).toEqual([]);
  });

  it.each([0o646, 0o664, 0o666])('finds a file with the mode %o', (mode) => {
    fs.chmodSync(file, mode);
    expect(writableByUsers(file, 'linux')).toEqual([file]);
  });

  it('finds a file and a folder that belong to an ordinary user', () => {
    fs.chownSync(file, ordinaryUser, ordinaryUser);
    expect(writableByUsers(file, 'linux')).toEqual([file]);
    fs.chownSync(folder, ordinaryUser, ordinaryUser);
    expect(writableByUsers(file, 'linux')).toEqual([file, folder]);
  });

  it('finds a folder in which everybody may replace the file, and a folder above it', () => {
    fs.chmodSync(folder, 0o777);
    expect(writableByUsers(file, 'linux')).toEqual([folder]);
    const inner = path.join(folder, 'callpath');
    fs.mkdirSync(inner, { mode: 0o755 });
    const within = path.join(inner, 'policy.json');
    fs.writeFileSync(within, '{}', { mode: 0o644 });
    expect(writableByUsers(within, 'linux')).toEqual([folder]);
  });

  it('takes the group of the administrators on macOS for administrators', () => {
    fs.chmodSync(file, 0o664);
    fs.chownSync(file, 0, 80);
    expect(writableByUsers(file, 'darwin')).toEqual([]);
    fs.chownSync(file, 0, 20);
    expect(writableByUsers(file, 'darwin')).toEqual([file]);
  });

  it('tries on Windows whether the file can be opened for writing, and changes nothing', () => {
    const before = fs.statSync(file, { bigint: true }).mtimeNs;
    expect(writableByUsers(file, 'win32')).toEqual([file]);
    expect(fs.statSync(file, { bigint: true }).mtimeNs).toBe(before);
    expect(writableByUsers(path.join(folder, 'gone.json'), 'win32')).toEqual([]);
  });
});
