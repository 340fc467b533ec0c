import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { createTranslate } from '../../shared/messages/translate.ts';
import { failure, success } from '../../shared/outcome.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { toHtml } from './html.ts';
import { sealReport, toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { checkReportPath, writeFailure, writeReport, writeReports } from './write.ts';

const t = createTranslate('en');
const report = sealReport(exampleReport());
const html = await toHtml(report, 'en', { integrity: 'intact' });
let folder: string;
/** Only root may mount a disk that is full. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && canMount();

function canMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'callpath-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', probe]).status === 0;
  if (mounted) spawnSync('umount', [probe]);
  rmSync(probe, { recursive: true });
  return mounted;
}

function mountSync(type: string, options: string[], at: string): void {
  const mounted = spawnSync('mount', ['-t', type, '-o', options.join(','), type, at]);
  if (mounted.status !== 0) throw new Error(mounted.stderr.toString());
}

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
    expect(message).toContain('.html, .pdf, .json');
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

  it('says why there is no PDF where nothing can print one, and prints it where something can', async () => {
    const path = join(folder, 'report.pdf');
    expect(await refuse(path)).toMatchObject({
      code: 'no-pdf',
      message: expect.stringContaining('.html') as string,
    });
    const printPdf = (html: string) => Promise.resolve(Buffer.from(`%PDF ${html.length}`));
    expect((await writeReport({ report, path, force: false, t, printPdf })).ok).toBe(true);
    expect(readFileSync(path, 'utf8')).toMatch(/^%PDF \d{4}/);
  });

  it('writes no report that does not fit the schema, in no format', async () => {
    const broken = { ...report, version: 2 } as unknown as typeof report;
    for (const name of ['a.json', 'a.html', 'a.zip']) {
      const written = await writeReport({
        report: broken,
        path: join(folder, name),
        force: false,
        t,
      });
      expect(written).toMatchObject({ code: 'invalid-report' });
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'writes behind a link, and never in place of a device',
    async () => {
      const path = join(folder, 'report.json');
      const link = join(folder, 'link.json');
      writeFileSync(path, 'old');
      symlinkSync(path, link);
      expect((await writeReport({ report, path: link, force: true, t })).ok).toBe(true);
      expect(readFileSync(path, 'utf8')).toBe(toJson(report));
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      const device = join(folder, 'device.json');
      symlinkSync('/dev/null', device);
      expect((await refuse(device, true)).code).toBe('not-a-file');
    },
  );

  it.skipIf(!mayMount)(
    'keeps what was there where the disk is full, and leaves nothing beside it',
    async () => {
      mountSync('tmpfs', ['size=40k'], folder);
      try {
        const path = join(folder, 'report.html');
        writeFileSync(path, 'somebody needs this');
        writeFileSync(join(folder, 'filler'), Buffer.alloc(32_000));
        for (const name of ['report.html', 'report.zip']) {
          expect((await refuse(join(folder, name), true)).code).toBe('disk-full');
        }
        expect(readFileSync(path, 'utf8')).toBe('somebody needs this');
        expect(readdirSync(folder).sort()).toEqual(['filler', 'report.html']);
      } finally {
        spawnSync('umount', [folder]);
      }
    },
  );

  it.skipIf(!mayMount)('says so where the disk is read-only', async () => {
    mountSync('tmpfs', ['ro'], folder);
    try {
      expect((await refuse(join(folder, 'report.html'))).code).toBe('not-writable');
    } finally {
      spawnSync('umount', [folder]);
    }
  });
});

describe('writeReports', () => {
  const { session } = report;
  const reports = [
    report,
    sealReport({ ...report, session: { ...session, id: session.id.replace(/1$/, '2') } }),
    sealReport({ ...report, session: { ...session, startedAt: '2099-01-01T00:00:00.000Z' } }),
  ];
  const source = {
    count: reports.length,
    load: (index: number) => success(reports[index] ?? report),
  };

  async function namesIn(path: string): Promise<string[]> {
    const zip = await fromBufferPromise(readFileSync(path), { lazyEntries: true });
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    return names;
  }

  it('gives each report a folder of its own, tells how far it is, and makes the same bytes again', async () => {
    const told: number[] = [];
    const [first, second] = [join(folder, 'a.zip'), join(folder, 'b.zip')];
    const onProgress = (done: number) => told.push(done);
    const written = await writeReports({ source, path: first, force: false, t, onProgress });
    expect(written).toEqual({ ok: true, value: null });
    expect(told).toEqual([1, 2, 3]);
    const names = await namesIn(first);
    expect([...new Set(names.map((name) => name.split('/')[0]))]).toEqual([
      'callpath-2026-03-02-1402-INC-1234',
      'callpath-2026-03-02-1402-INC-1234-2',
      'callpath-2099-01-01-0000-INC-1234',
    ]);
    expect(names.slice(0, 5).map((name) => name.split('/')[1])).toEqual([
      'report.html',
      'report.txt',
      'report.md',
      'samples.csv',
      'report.json',
    ]);
    expect((await writeReports({ source, path: second, force: false, t })).ok).toBe(true);
    expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
  });

  it('writes one format where one is asked for', async () => {
    const path = join(folder, 'a.zip');
    await writeReports({ source, path, format: 'md', force: false, t });
    expect((await namesIn(path)).map((name) => name.split('/')[1])).toEqual([
      'report.md',
      'report.md',
      'report.md',
    ]);
  });

  it('leaves what was there when it is cancelled', async () => {
    const path = join(folder, 'a.zip');
    writeFileSync(path, 'old');
    const stop = new AbortController();
    const onProgress = () => {
      stop.abort();
    };
    const { signal } = stop;
    const written = await writeReports({ source, path, force: true, t, signal, onProgress });
    expect(written).toMatchObject({ ok: false, code: 'cancelled' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.zip']);
  });

  it('tells of a report that cannot be read, and writes nothing', async () => {
    const path = join(folder, 'a.zip');
    const load = (index: number) =>
      index === 1 ? failure('session-damaged', 'Session 2 is damaged.') : source.load(index);
    const written = await writeReports({ source: { count: 3, load }, path, force: false, t });
    expect(written).toEqual({
      ok: false,
      code: 'session-damaged',
      message: 'Session 2 is damaged.',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('checkReportPath', () => {
  it('says the same before the work is done, and writes nothing', () => {
    const check = (name: string) => checkReportPath(join(folder, name), { force: false, t });
    expect(check('a.json')).toEqual({ ok: true, value: 'json' });
    expect(check('a.doc')).toMatchObject({ code: 'unknown-format' });
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
