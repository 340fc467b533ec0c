import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunMark } from './run-mark.ts';

describe('RunMark', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'callpath-mark-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells the next start of one that did not quit', () => {
    const first = new RunMark(folder);
    expect(first.leftAt).toBeNull();
    first.set();
    expect(new RunMark(folder).leftAt).toBeInstanceOf(Date);
  });

  it('tells nothing of one that quit', () => {
    const first = new RunMark(folder);
    first.set();
    first.remove();
    expect(new RunMark(folder).leftAt).toBeNull();
  });

  it('throws nothing where it cannot be written', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const mark = new RunMark(join(file, 'in-a-file'));
    mark.set();
    mark.remove();
    expect(mark.leftAt).toBeNull();
  });
});
