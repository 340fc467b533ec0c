import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { compactPdf } from './compact-pdf.ts';

it('packs a PDF without losing a page or its title', async () => {
  const made = await PDFDocument.create();
  made.setTitle('通话可以通过此网络');
  for (let page = 0; page < 200; page += 1) made.addPage();
  const plain = await made.save({ useObjectStreams: false });
  const packed = await compactPdf(plain);
  expect(packed.length).toBeLessThan(plain.length);
  const read = await PDFDocument.load(packed, { updateMetadata: false });
  expect(read.getPageCount()).toBe(200);
  expect(read.getTitle()).toBe('通话可以通过此网络');
});

it('leaves alone what is no PDF', async () => {
  const text = Buffer.from('%PDF nothing more');
  expect(await compactPdf(text)).toBe(text);
});
