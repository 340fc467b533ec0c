import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import {
  goneValues,
  type Secrets,
  secretReport,
  secretsArbitrary,
} from '../../electron/report/testing/secret-report.ts';
import { fullRedaction } from '../../shared/redaction.ts';
import { requirement } from '../requirements.ts';
import { allWritten, type Written } from '../written.ts';
import { expect, t, test } from './application.ts';
import { keepReport, openOnlySession } from './exchanged-report.ts';
import { answerSaveDialog } from './steps.ts';

const run = promisify(execFile);
const poppler = requirement('pdf', ['pdfinfo', 'pdftotext', 'pdftohtml']);
/** The same values in every run. */
const seed = 42;

test('a redacted export has no removed value in any format, the PDF included', async ({
  callpath,
}) => {
  test.skip(poppler.skip, poppler.missing ?? '');
  test.setTimeout(180_000);
  const secrets = fc.sample(secretsArbitrary, { numRuns: 1, seed })[0] as Secrets;
  keepReport(callpath, secretReport(secrets));
  const { app, page } = await callpath.start();
  await openOnlySession(page);
  const gone = goneValues(secrets, fullRedaction).map(bare);
  for (const kind of ['whole', 'redacted'] as const) {
    await mkdir(callpath.path(kind));
    await answerSaveDialog(app, callpath.path(`${kind}/report.zip`));
    await exportZip(page, kind === 'redacted');
  }
  const whole = await textsIn(callpath.path('whole'));
  const redacted = await textsIn(callpath.path('redacted'));

  // Where nothing is removed the same search finds it, in the PDF's text as well.
  const printed = whole.find(({ name }) => name === 'pdftotext')?.text ?? '';
  expect(gone.filter((value) => !printed.includes(value))).toEqual([]);
  expect(redacted.map(({ name }) => name)).toEqual(whole.map(({ name }) => name));
  const found = redacted.flatMap(({ name, text }) =>
    gone.filter((value) => text.includes(value)).map((value) => `${value} in ${name}`),
  );
  expect(found).toEqual([]);
});

async function exportZip(page: Page, isRedacted: boolean): Promise<void> {
  await page.getByRole('button', { name: t('window.result.export') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: t('exchange.export.zip') }).check();
  if (isRedacted) {
    const boxes = await dialog.getByRole('checkbox').all();
    expect(boxes).toHaveLength(Object.keys(fullRedaction).length);
    for (const box of boxes) await box.check();
  }
  await dialog.getByRole('button', { name: t('exchange.export.save') }).click();
  await dialog.waitFor({ state: 'hidden', timeout: 60_000 });
}

interface NamedText {
  name: string;
  text: string;
}

/** All that can be read in an export: its files, what is packed in them, and what programs read in the PDF. */
async function textsIn(folder: string): Promise<NamedText[]> {
  const all = await allWritten(folder);
  const pdf = all.find(({ name }) => name === 'report.zip/report.pdf');
  if (!pdf) throw new Error('The zip has no PDF.');
  const path = `${folder}.pdf`;
  await writeFile(path, pdf.bytes);
  const read = await Promise.all([
    readBy('pdftotext', ['-raw', path, '-']),
    readBy('pdftohtml', ['-xml', '-i', '-stdout', path]),
    readBy('pdfinfo', [path]),
    readBy('pdfinfo', ['-url', path]),
    readBy('pdfinfo', ['-struct-text', path]),
  ]);
  // Streams of a PDF are elsewhere in it when its texts are shorter.
  const named = all.map((one) => ({ name: one.name.replace(/, at \d+$/, ''), text: textOf(one) }));
  return joined([...named, ...read]);
}

async function readBy(program: string, args: string[]): Promise<NamedText> {
  const { stdout } = await run(program, args, { maxBuffer: 64 * 1024 * 1024 });
  return { name: program, text: bare(stdout) };
}

/** In PDFs, texts that are not drawn are UTF-16 in hexadecimal. */
function textOf({ bytes }: Written): string {
  const text = bytes.toString('utf8').replace(/<FEFF([0-9A-F]*)>/gi, (_, hex: string) => {
    const utf16 = Buffer.from(hex.slice(0, hex.length - (hex.length % 4)), 'hex');
    return utf16.swap16().toString('utf16le');
  });
  return bare(text);
}

/** A PDF breaks lines where they are full. */
function bare(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}

function joined(texts: readonly NamedText[]): NamedText[] {
  const byName = new Map<string, string>();
  for (const { name, text } of texts) byName.set(name, `${byName.get(name) ?? ''}\n${text}`);
  return [...byName].map(([name, text]) => ({ name, text }));
}
