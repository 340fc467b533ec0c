import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { toHtml } from './html.ts';
import { sealReport, toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { checkReportPath, writeFailure, writeReport } from './write.ts';

const t = createTranslate('en');
const report = sealReport(exampleReport());
const html = await toHtml(report, 'en');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-report-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function refuse(path: string, force = false) {
  const written = await writeReport({ report, path, force, t });
  if (written.ok) throw new Error('was written');
  return written;
}

describe('writeReport', () => {
  it.each([
    ['report.json', toJson(report)],
    ['report.html', html],
    ['report.md', toMarkdown(report, t)],
    ['REPORT.HTML', html],
  ])('writes %s in the format of its name, and leaves nothing beside it', async (name, text) => {
    const path = join(folder, name);
    expect(await writeReport({ report, path, force: false, t })).toEqual({ ok: true, value: null });
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('writes the format that is asked for, whatever the name is', async () => {
    const path = join(folder, 'report.txt');
    expect((await writeReport({ report, path, format: 'json', force: false, t })).ok).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(toJson(report));
  });

  it('lists the extensions that it knows for one that it does not', async () => {
    const { code, message } = await refuse(join(folder, 'report.docx'));
    expect(code).toBe('unknown-format');
    expect(message).toContain('.json, .html, .md');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps a file that is there, unless it is told to replace it', async () => {
    const path = join(folder, 'report.md');
    writeFileSync(path, 'somebody needs this');
    expect((await refuse(path)).code).toBe('file-exists');
    expect(readFileSync(path, 'utf8')).toBe('somebody needs this');
    expect((await writeReport({ report, path, force: true, t })).ok).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(toMarkdown(report, t));
  });

  it('never replaces a folder', async () => {
    const path = join(folder, 'report.md');
    mkdirSync(path);
    expect((await refuse(path, true)).code).toBe('is-a-folder');
  });

  it('names a folder that is missing', async () => {
    const { code, message } = await refuse(join(folder, 'missing', 'report.md'));
    expect(code).toBe('folder-missing');
    expect(message).toContain(join(folder, 'missing'));
  });

  it.skipIf(process.platform !== 'linux')('says so where nothing can be written', async () => {
    const { code, message } = await refuse('/proc/report.json');
    expect(code).toMatch(/^not-/);
    expect(message).toContain('/proc/report.json');
  });

  it('leaves no half file when the last step fails', async () => {
    const path = join(folder, `${'x'.repeat(300)}.json`);
    expect((await refuse(path)).code).toBe('not-written');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('checkReportPath', () => {
  it('says the same before the work is done, and writes nothing', () => {
    const check = (name: string) => checkReportPath(join(folder, name), { force: false, t });
    expect(check('a.json')).toEqual({ ok: true, value: 'json' });
    expect(check('a.txt')).toMatchObject({ code: 'unknown-format' });
    expect(check('b/a.json')).toMatchObject({ code: 'folder-missing' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('writeFailure', () => {
  function systemError(code: string): Error {
    return Object.assign(new Error(code), { code, syscall: 'write' });
  }

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'not-writable'],
    ['EPERM', 'not-writable'],
    ['EROFS', 'not-writable'],
    ['EIO', 'not-written'],
  ])('tells %s as %s, with what to do', (error, code) => {
    const failure = writeFailure(systemError(error), '/x/report.json', t);
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/\/x\/report\.json.*(Free|Choose)/);
  });

  it('throws what is a mistake in Callpath', () => {
    const mistake = new TypeError('not a function');
    expect(() => writeFailure(mistake, '/x', t)).toThrow(mistake);
  });
});
