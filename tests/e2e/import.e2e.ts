import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealReport, toJson } from '../../electron/report/json.ts';
import { mapTexts } from '../../electron/report/map-texts.ts';
import { redactReport } from '../../electron/report/redaction.ts';
import { reportSchema } from '../../shared/report.ts';
import { Callpath, expect, t, test as base } from './application.ts';
import {
  answerOpenDialog,
  dragFile,
  sentReport,
  keepReport,
  openByMenu,
  openOnlySession,
  origin,
  pictureOf,
  result,
  writeReportFile,
} from './exchanged-report.ts';
import { look, screenshots } from './look.ts';
import { answerSaveDialog, exportAs, sessionRows, startButton } from './steps.ts';

const test = base.extend<{ receiver: Callpath }>({
  // eslint-disable-next-line no-empty-pattern
  receiver: async ({}, use) => {
    const userData = await mkdtemp(join(tmpdir(), 'callpath-receiver-'));
    const callpath = new Callpath(userData);
    await use(callpath);
    await callpath.stop();
    await rm(userData, { recursive: true, force: true, maxRetries: 3 });
  },
});

test('a report that is exported on one computer looks the same on another one', async ({
  callpath: sender,
  receiver,
}) => {
  keepReport(sender, sentReport());
  const first = await sender.start();
  await openOnlySession(first.page);
  const sent = await pictureOf(first.page, join(screenshots, 'import-sent.png'));
  await expect(origin(first.page)).toBeEmpty();
  await answerSaveDialog(first.app, sender.path('sent.json'));
  await exportAs(first.page, 'json');
  await first.app.close();

  const { app, page, complaints } = await receiver.start();
  await answerOpenDialog(app, sender.path('sent.json'));
  await openByMenu(app, page);
  await expect(origin(page)).toContainText(t('exchange.origin.intact'));
  await look(app, page, 'import-intact');
  const received = await pictureOf(page, join(screenshots, 'import-received.png'));
  expect(received.equals(sent)).toBe(true);
  expect(complaints).toEqual([]);
});

test('a redacted report looks on another computer as it was written', async ({
  callpath: sender,
  receiver,
}) => {
  const report = sentReport();
  keepReport(sender, redactReport(report));
  const first = await sender.start();
  await openOnlySession(first.page);
  const written = await pictureOf(first.page, join(screenshots, 'import-redacted-sent.png'));
  await first.app.close();

  // The file is made from the report itself, by the dialog.
  const other = new Callpath(await mkdtemp(join(tmpdir(), 'callpath-other-')));
  keepReport(other, report);
  const second = await other.start();
  await openOnlySession(second.page);
  await answerSaveDialog(second.app, receiver.path('sent.callpath'));
  await second.page.getByRole('button', { name: t('window.result.export') }).click();
  const dialog = second.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: t('exchange.export.json') }).check();
  for (const part of ['addresses', 'names', 'ticket'] as const) {
    await dialog.getByRole('checkbox', { name: t(`exchange.redaction.${part}`) }).check();
  }
  await dialog.getByRole('button', { name: t('exchange.export.save') }).click();
  await dialog.waitFor({ state: 'hidden' });
  await other.stop();
  await rm(other.userData, { recursive: true, force: true, maxRetries: 3 });

  receiver.files = [receiver.path('sent.callpath')];
  const { page } = await receiver.start();
  await expect(page.getByText(t('window.result.redacted'))).toBeVisible();
  await expect(origin(page)).toContainText(t('exchange.origin.intact'));
  const received = await pictureOf(page, join(screenshots, 'import-redacted-received.png'));
  expect(received.equals(written)).toBe(true);
});

test('a changed report is shown as one, now and when it is opened later', async ({ receiver }) => {
  const path = await writeReportFile(receiver, sentReport());
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"confidence": "high"', '"confidence": "low"'));
  receiver.files = [path];
  const first = await receiver.start();
  await expect(origin(first.page)).toHaveAttribute('data-integrity', 'changed');
  await expect(origin(first.page)).toContainText(t('exchange.origin.changedTitle'));
  await look(first.app, first.page, 'import-changed');
  await first.app.close();

  receiver.files = [];
  const { page } = await receiver.start();
  await openOnlySession(page);
  await expect(origin(page)).toContainText(t('exchange.origin.changed'));
});

test('a file that was opened before is opened again, and stays one session', async ({
  receiver,
}) => {
  const path = await writeReportFile(receiver, sentReport());
  const { app, page } = await receiver.start();
  await answerOpenDialog(app, path);
  await openByMenu(app, page);
  await result(page).waitFor();
  await page.getByRole('link', { name: t('window.history.back') }).click();
  await page.getByRole('button', { name: t('exchange.import.button') }).click();
  await result(page).waitFor();
  await page.getByRole('link', { name: t('window.history.back') }).click();
  await expect(sessionRows(page)).toHaveCount(1);
});

test('a file is dropped on the window', async ({ receiver }) => {
  const { app, page } = await receiver.start();
  await startButton(page).waitFor();
  const file = { name: 'sent.json', bytes: Buffer.from(toJson(sentReport())) };
  await dragFile(page, file, ['dragenter', 'dragover']);
  await expect(page.getByText(t('exchange.import.drop'))).toBeVisible();
  await look(app, page, 'import-drop');
  await dragFile(page, file, ['dragleave']);
  await expect(page.getByText(t('exchange.import.drop'))).toHaveCount(0);
  await dragFile(page, file, ['dragenter', 'drop']);
  await expect(origin(page)).toContainText(t('exchange.origin.intact'));
  await expect(page.getByText(t('exchange.import.drop'))).toHaveCount(0);
});

test('a file that is no report is refused with the place', async ({ receiver }) => {
  const { app, page } = await receiver.start();
  await startButton(page).waitFor();
  const report = sentReport();
  const broken = { ...report, session: { ...report.session, durationMs: 'long' } };
  const file = { name: 'broken.json', bytes: Buffer.from(JSON.stringify(broken)) };
  await dragFile(page, file, ['dragenter', 'drop']);
  await expect(page.getByRole('alert')).toContainText('session.durationMs');
  await look(app, page, 'import-refused');
  await page.getByRole('button', { name: t('exchange.import.dismiss') }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a second start hands its file to the window that is open', async ({ receiver }) => {
  const first = await receiver.start();
  const path = await writeReportFile(receiver, sentReport());
  receiver.files = [path];
  const second = await receiver.launchBeside();
  expect(second).toBe(0);
  await expect(origin(first.page)).toContainText(t('exchange.origin.intact'));
});

test('markup and script in every text are shown as text', async ({ receiver }) => {
  const attack = '<img src=x onerror="document.title=1"><script>window.ran=1</script>';
  const report = sentReport();
  const attacked = sealReport(mapTexts(reportSchema, report, (text) => `${attack}${text}`));
  receiver.files = [await writeReportFile(receiver, attacked)];
  const { app, page, complaints } = await receiver.start();
  await expect(origin(page)).toContainText(t('exchange.origin.intact'));
  await expect(result(page)).toContainText(attack);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(await page.locator('main img, main script').count()).toBe(0);
  expect(complaints).toEqual([]);
  await look(app, page, 'import-attack');
});
