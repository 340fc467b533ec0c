import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { createTranslate } from '../../shared/messages/translate.ts';
import { fullReport } from '../../shared/testing/full-report.ts';
import { sealReport, toJson } from './json.ts';
import { readReportBytes } from './report-bytes.ts';
import { readReportFile } from './report-file.ts';

const t = createTranslate('en');
const report = sealReport(fullReport());
const json = Buffer.from(toJson(report));
const folder = mkdtempSync(join(tmpdir(), 'callpath-import-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function refused(bytes: Uint8Array) {
  const read = await readReportBytes(bytes, t);
  if (read.ok) throw new Error('was read');
  return read;
}

async function zipOf(entries: Record<string, Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(content, name);
  zip.end();
  return buffer(zip.outputStream);
}

/** Puts another name of the same length in place of one, as a file that climbs out has it: yazl writes none. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  expect(to.length).toBe(from.length);
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

describe('readReportBytes', () => {
  const readable = { ok: true, value: { report, intact: true } };

  it('reads JSON in UTF-8, and in UTF-16 where PowerShell made it', async () => {
    expect(await readReportBytes(json, t)).toEqual(readable);
    const utf16 = Buffer.from(`\ufeff${json.toString('utf8')}`, 'utf16le');
    expect(await readReportBytes(utf16, t)).toEqual(readable);
  });

  it('names the byte that is not UTF-8', async () => {
    const broken = Buffer.concat([json.subarray(0, 100), Buffer.from([0xff]), json.subarray(100)]);
    const { code, message } = await refused(broken);
    expect(code).toBe('not-text');
    expect(message).toContain('byte 100');
    expect((await refused(Buffer.from([0xc3]))).code).toBe('not-text');
  });

  it('refuses a file that is empty, or nothing but a picture', async () => {
    expect((await refused(Buffer.alloc(0))).code).toBe('empty-file');
    expect((await refused(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).code).toBe('not-text');
  });

  it('opens the report.json of a zip, at its top or in a folder, and nothing else', async () => {
    const junk = Buffer.from('not json');
    expect(await readReportBytes(await zipOf({ 'a.txt': junk, 'report.json': json }), t)).toEqual(
      readable,
    );
    expect(await readReportBytes(await zipOf({ 'callpath-x/report.json': json }), t)).toEqual(
      readable,
    );
    expect((await refused(await zipOf({ 'a/b/report.json': json }))).code).toBe(
      'zip-without-report',
    );
    expect((await refused(await zipOf({ 'my-report.json': json }))).code).toBe(
      'zip-without-report',
    );
  });

  it('says how many reports a zip has where it is not clear which one is meant', async () => {
    const zip = await zipOf({ 'a/report.json': json, 'b/report.json': json });
    const { code, message } = await refused(zip);
    expect(code).toBe('zip-with-several');
    expect(message).toContain('2 reports');
  });

  it.each([
    ['../../../report.json', 'aa/bb/ccc/report.jso'],
    ['/etc/cron/report.json', 'xetc/cron/report.json'],
    ['C:/Windows/report.json', 'Cx/Windows/report.json'],
  ])('refuses a zip with the path %s, which climbs out', async (climbing, harmless) => {
    const name = harmless.padEnd(climbing.length, 'x').slice(0, climbing.length);
    const zip = renamed(await zipOf({ [name]: json }), name, climbing);
    const { code, message } = await refused(zip);
    expect(code).toBe('zip-damaged');
    expect(message).toMatch(/relative path|absolute path/);
  });

  it('refuses a bomb by the size that it names', async () => {
    const zip = await zipOf({ 'report.json': Buffer.alloc(40 * 1024 * 1024) });
    expect(zip.length).toBeLessThan(100_000);
    expect((await refused(zip)).code).toBe('report-too-large');
  });

  it('refuses a bomb that names a smaller size than it has', async () => {
    const bomb = Buffer.alloc(4 * 1024 * 1024);
    const zip = await zipOf({ 'report.json': bomb });
    const sizes = Buffer.alloc(4);
    sizes.writeUInt32LE(bomb.length);
    const smaller = Buffer.alloc(4);
    smaller.writeUInt32LE(100);
    const lying = renamed(zip, sizes.toString('latin1'), smaller.toString('latin1'));
    expect(lying.equals(zip)).toBe(false);
    const { code, message } = await refused(lying);
    expect(code).toBe('zip-damaged');
    expect(message).toContain('too many bytes');
  });

  it('refuses a zip that is cut anywhere, or has a bit turned, or knows that the report was changed', async () => {
    const zip = await zipOf({ 'report.json': json });
    for (let length = 0; length < zip.length; length += 97) {
      await refused(zip.subarray(0, length));
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.nat(7), async (index, bit) => {
        const turned = Buffer.from(zip);
        turned[index] = (turned[index] ?? 0) ^ (1 << bit);
        const read = await readReportBytes(turned, t);
        if (read.ok) expect(read.value.intact).toBe(isDeepStrictEqual(read.value.report, report));
      }),
      { numRuns: 50 },
    );
  });

  it('never rejects, whatever the bytes are', async () => {
    const start = fc.constantFrom('', 'PK\x03\x04', 'PK\x05\x06', '{"schema":"callpath-report",');
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), async (prefix, rest) => {
        const bytes = Buffer.concat([Buffer.from(prefix, 'latin1'), rest]);
        expect((await readReportBytes(bytes, t)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('readReportFile', () => {
  async function refusedFile(path: string) {
    const read = await readReportFile(path, t);
    if (read.ok) throw new Error('was read');
    return read;
  }

  it('reads a report', async () => {
    const path = join(folder, 'sent.callpath');
    writeFileSync(path, json);
    expect(await readReportFile(path, t)).toMatchObject({ ok: true, value: { intact: true } });
  });

  it('refuses a gigabyte without reading it', async () => {
    const path = join(folder, 'large.json');
    const file = openSync(path, 'w');
    ftruncateSync(file, 1024 ** 3);
    closeSync(file);
    const before = process.memoryUsage().rss;
    const { code, message } = await refusedFile(path);
    expect(code).toBe('report-too-large');
    expect(message).toContain('1024 MiB');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  it('names a file that is missing, and refuses a folder', async () => {
    expect(await refusedFile(join(folder, 'none.json'))).toMatchObject({
      code: 'file-missing',
      message: expect.stringContaining('none.json') as string,
    });
    expect((await refusedFile(folder)).code).toBe('not-a-file');
  });

  it.skipIf(process.platform === 'win32')('does not wait for a device', async () => {
    expect((await refusedFile('/dev/zero')).code).toBe('not-a-file');
  });
});
