import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication } from '@playwright/test';
import { toHtml } from '../../electron/report/html.ts';
import type { Locale } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { printFiles } from '../print/print-app.ts';
import { readRecording, reportOf } from '../record/recording.ts';
import { requirement } from '../requirements.ts';
import { expect, t, test } from './application.ts';
import { screenshots } from './look.ts';
import { answerSaveDialog, exportAs, openView, sessionRows, verdict } from './steps.ts';
import { storeSession } from './stored-session.ts';

const run = promisify(execFile);
const poppler = requirement('pdf', ['pdfinfo', 'pdftotext', 'pdffonts', 'pdftohtml', 'pdftoppm']);

test('the exported page says what the window says', async ({ callpath }) => {
  storeSession(callpath, exampleReport().probes);
  const { app, page } = await callpath.start();
  await openView(page, 'history');
  await sessionRows(page).first().click();
  await verdict(page).waitFor();
  await answerSaveDialog(app, callpath.path('report.html'));
  await exportAs(page, 'html');
  const html = await readFile(callpath.path('report.html'), 'utf8');

  // Every test with all that was measured: nothing of it is only in the window.
  await page.getByRole('button', { name: t('window.test.title') }).click();
  await page.getByRole('button', { name: t('check.filter.openAll') }).click();
  const { shown, missing } = await page.evaluate(
    ({ html, editTitle }) => {
      const text = (of: Element) => (of.textContent ?? '').replace(/\s+/g, ' ');
      const exported = text(new DOMParser().parseFromString(html, 'text/html').body);
      const cards = [...document.querySelectorAll('section.card')].map((card) => {
        // The card in which ticket and note are edited has nothing of the check.
        if (card.querySelector('h2')?.textContent.trim() === editTitle)
          return document.createElement('p');
        const copy = card.cloneNode(true) as Element;
        for (const one of copy.querySelectorAll(
          'button, select, [role=search], [role=status], figure svg',
        )) {
          // The opener of a row holds the name of its test, and terms are buttons as well.
          if (!one.matches('.term, .row-trigger')) one.remove();
        }
        return copy;
      });
      const nodes = cards.flatMap((card) => {
        const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
        const texts: string[] = [];
        while (walker.nextNode()) texts.push((walker.currentNode.textContent ?? '').trim());
        return texts.filter(Boolean);
      });
      const normal = nodes.map((node) => node.replace(/\s+/g, ' '));
      return { shown: normal.length, missing: normal.filter((node) => !exported.includes(node)) };
    },
    { html, editTitle: t('history.edit.title') },
  );
  expect(shown).toBeGreaterThan(40);
  expect(missing).toEqual([]);
});

test('a page of hostile texts asks for nothing, with scripts on and off', async ({ callpath }) => {
  const attack =
    '<img src=https://example.org/a.png onerror=alert(1)><script>document.title="x"</script>';
  const report = exampleReport();
  const html = await toHtml(
    { ...report, verdict: { ...report.verdict, headline: attack, summary: attack } },
    'en',
  );
  await writeFile(callpath.path('report.html'), html);
  const { app } = await callpath.start();
  for (const javascript of [true, false]) {
    const { requests, title } = await openPage(app, callpath.path('report.html'), javascript);
    expect(requests).toEqual([`file://${callpath.path('report.html')}`]);
    expect(title).toContain('<img src=https://example.org/a.png');
  }
});

/** Opens a file in a window of its own; what it asked for, and its title. */
function openPage(app: ElectronApplication, path: string, javascript: boolean) {
  return app.evaluate(
    async ({ BrowserWindow, session }, { path, javascript }) => {
      const own = session.fromPartition(`reader-${javascript}`);
      const requests: string[] = [];
      own.webRequest.onBeforeRequest(({ url }, callback) => {
        requests.push(url);
        callback({ cancel: !url.startsWith('file:') });
      });
      const window = new BrowserWindow({
        show: false,
        webPreferences: { session: own, sandbox: true, javascript },
      });
      await window.loadFile(path);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const title = window.webContents.getTitle();
      window.destroy();
      return { requests, title };
    },
    { path, javascript },
  );
}

test.describe('the PDF', () => {
  test.skip(poppler.skip, poppler.missing ?? '');
  test.setTimeout(180_000);

  for (const locale of ['en', 'zh-CN'] as Locale[]) {
    test(`has text, page numbers, bookmarks, a title and its fonts, ${locale}`, async () => {
      const words = createTranslate(locale);
      const folder = await mkdtemp(join(tmpdir(), 'callpath-pdf-'));
      const [from, to] = [join(folder, 'report.html'), join(folder, 'report.pdf')];
      const report = reportOf(readRecording('lab-symmetric'), locale);
      const { headline } = report.verdict;
      await writeFile(from, await toHtml(report, locale, { isOpen: true }));
      await printFiles([{ from, to, title: headline, locale }]);

      const info = (await run('pdfinfo', [to])).stdout;
      expect(info).toMatch(/Tagged: +yes/);
      expect(info).toContain(headline);
      expect(info).toContain('JavaScript:      no');
      const pages = Number(/Pages: +(\d+)/.exec(info)?.[1]);
      const text = (await run('pdftotext', ['-layout', to, '-'])).stdout;
      expect(text).toContain(headline);
      expect(text).toContain(report.integrity.sha256);
      const number = (page: number) => words('page.number', { page, total: pages });
      const plain = text.replace(/\s/g, '');
      for (const page of [1, pages]) expect(plain).toContain(number(page).replace(/\s/g, ''));
      const fonts = (await run('pdffonts', [to])).stdout.trim().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThan(0);
      // Name, type and encoding may hold spaces; "emb", "sub" and "uni" follow, then two numbers.
      for (const font of fonts) expect(font).toMatch(/ yes +(yes|no) +(yes|no) +\d+ +\d+$/);
      const outline = (await run('pdftohtml', ['-xml', '-i', '-stdout', to])).stdout;
      expect(outline).toMatch(new RegExp(`<item page="\\d+">${words('window.test.title')}</item>`));
      await run('pdftoppm', ['-r', '70', '-png', to, join(screenshots, `report-pdf-${locale}`)]);
      await rm(folder, { recursive: true, force: true });
    });
  }
});
