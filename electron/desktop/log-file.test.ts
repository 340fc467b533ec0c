import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logFileNames, openLogFile } from './log-file.ts';
import type { LogFacts } from './log.ts';

const at = new Date('2026-11-26T02:12:43.000Z');
const asItIs = (text: string) => text;

describe('the file of the log', () => {
  let folder: string;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'callpath-log-')), 'logs');
  });

  afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true, force: true });
    vi.restoreAllMocks();
  });

  function read(name: string = logFileNames[0]): string {
    return readFileSync(join(folder, name), 'utf8');
  }

  function entry(event: string, facts: LogFacts = {}) {
    return { at, level: 'error', event, facts } as const;
  }

  it('has one line for each entry, and only its owner may read it', () => {
    const write = openLogFile({ folder, redact: asItIs });
    write(entry('page-gone', { reason: 'crashed', exitCode: 5, again: true }));
    write(entry('failed', { error: 'Error: "no"\n    at main.js:1\u2028[x]' }));
    expect(read()).toBe(
      '2026-11-26T02:12:43.000Z error page-gone reason=crashed exitCode=5 again=true\n' +
        '2026-11-26T02:12:43.000Z error failed error="Error: \\"no\\"\\n    at main.js:1 [x]"\n',
    );
    expect(statSync(join(folder, logFileNames[0])).mode & 0o077).toBe(0);
  });

  it('redacts every text', () => {
    const write = openLogFile({ folder, redact: (text) => text.replaceAll('alice', 'X') });
    write(entry('failed', { path: '/home/alice/x', count: 3 }));
    expect(read()).toContain('failed path=/home/X/x count=3');
  });

  it('cuts what is too long', () => {
    openLogFile({ folder, redact: asItIs })(entry('failed', { error: 'x'.repeat(100_000) }));
    expect(read().length).toBeLessThan(9_000);
  });

  it('keeps three files of limited size', () => {
    const write = openLogFile({ folder, redact: asItIs, maxBytes: 1_000 });
    for (let index = 0; index < 200; index += 1) write(entry('again', { index }));
    expect(read()).toContain('index=199');
    for (const name of logFileNames) expect(read(name).length).toBeLessThan(1_100);
    expect(existsSync(join(folder, 'callpath.3.log'))).toBe(false);
  });

  it('goes on in the file that the last start left', () => {
    openLogFile({ folder, redact: asItIs })(entry('first'));
    openLogFile({ folder, redact: asItIs })(entry('second'));
    expect(read()).toMatch(/first\n.*second\n$/);
  });

  it('says nothing, and throws nothing, where it cannot be written', () => {
    const said = [vi.spyOn(console, 'error'), vi.spyOn(console, 'info'), vi.spyOn(console, 'log')];
    writeFileSync(folder, 'a file where the folder should be');
    const write = openLogFile({ folder, redact: asItIs });
    write(entry('lost'));
    write(entry('lost-too'));
    for (const one of said) expect(one).not.toHaveBeenCalled();
    expect(readFileSync(folder, 'utf8')).toBe('a file where the folder should be');
  });

  it('says nothing where its folder was taken away', () => {
    const said = vi.spyOn(console, 'error');
    const write = openLogFile({ folder, redact: asItIs });
    write(entry('kept'));
    rmSync(folder, { recursive: true });
    write(entry('lost'));
    expect(said).not.toHaveBeenCalled();
  });

  it.runIf(existsSync('/dev/full'))('says nothing on a full disk', () => {
    const said = vi.spyOn(console, 'error');
    mkdirSync(folder);
    symlinkSync('/dev/full', join(folder, logFileNames[0]));
    const write = openLogFile({ folder, redact: asItIs });
    write(entry('lost'));
    write(entry('lost-too'));
    expect(said).not.toHaveBeenCalled();
  });
});
