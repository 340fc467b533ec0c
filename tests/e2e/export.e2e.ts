import { readFile } from 'node:fs/promises';
import { createTranslate } from '../../shared/messages/translate.ts';
import { readReportFile } from '../../electron/report/report-file.ts';
import { toSummaryText } from '../../shared/summary.ts';
import { expect, t, test } from './application.ts';
import { sentReport, keepReport, openOnlySession, result } from './exchanged-report.ts';
import { look } from './look.ts';
import { answerSaveDialog, exportAs } from './steps.ts';

test('writes every format that a person can choose', async ({ callpath }) => {
  const report = sentReport();
  keepReport(callpath, report);
  const { app, page, complaints } = await callpath.start();
  await openOnlySession(page);
  for (const format of ['html', 'txt', 'md', 'csv', 'json', 'zip'] as const) {
    await answerSaveDialog(app, callpath.path(`report.${format}`));
    await exportAs(page, format);
    const written = await readFile(callpath.path(`report.${format}`));
    expect(written.length, format).toBeGreaterThan(500);
  }
  for (const name of ['report.json', 'report.zip']) {
    const read = await readReportFile(callpath.path(name), t);
    expect(read, name).toEqual({ ok: true, value: { report, intact: true } });
  }
  expect(await readFile(callpath.path('report.txt'), 'utf8')).toContain(report.session.id);
  expect(complaints).toEqual([]);
});

test('shows what is replaced before it is written, and writes what it showed', async ({
  callpath,
}) => {
  const report = sentReport();
  keepReport(callpath, report);
  const { app, page } = await callpath.start();
  await openOnlySession(page);
  await page.getByRole('button', { name: t('window.result.export') }).click();
  const dialog = page.getByRole('dialog');
  const row = (value: string) => dialog.getByRole('row').filter({ hasText: value });
  await expect(dialog.getByText(t('exchange.redaction.nothing'))).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: t('exchange.redaction.wifi') })).toHaveCount(0);

  await dialog.getByRole('checkbox', { name: t('exchange.redaction.addresses') }).check();
  await expect(row('203.0.113.1').first()).toBeVisible();
  await expect(row('LAPTOP-7F3K')).toHaveCount(0);
  await dialog.getByRole('checkbox', { name: t('exchange.redaction.names') }).check();
  await expect(row('LAPTOP-7F3K')).toContainText('this-computer');
  await dialog.getByRole('checkbox', { name: t('exchange.redaction.ticket') }).check();
  await expect(row('INC-1234')).toContainText(t('exchange.redaction.removed'));
  await expect(dialog.getByText('INC-1234', { exact: false })).toHaveCount(1);
  const shown = await dialog.locator('pre').innerText();
  await look(app, page, 'export-redacted');

  await answerSaveDialog(app, callpath.path('redacted.json'));
  await dialog.getByRole('radio', { name: t('exchange.export.json') }).check();
  await dialog.getByRole('button', { name: t('exchange.export.save') }).click();
  await dialog.waitFor({ state: 'hidden' });
  const read = await readReportFile(callpath.path('redacted.json'), t);
  if (!read.ok) throw new Error(read.message);
  expect(read.value.intact).toBe(true);
  expect(read.value.report.session.redacted).toBe(true);
  expect(toSummaryText(read.value.report, t).trim()).toBe(shown.trim());
  expect(JSON.stringify(read.value.report)).not.toContain('example.org');
});

test('says why a report could not be written, and keeps the dialog', async ({ callpath }) => {
  keepReport(callpath, sentReport());
  const { app, page } = await callpath.start();
  await openOnlySession(page);
  await answerSaveDialog(app, callpath.path('missing/report.html'));
  await page.getByRole('button', { name: t('window.result.export') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: t('exchange.export.save') }).click();
  await expect(dialog.getByRole('alert')).toContainText(callpath.path('missing'));
  await look(app, page, 'export-failed');
});

test('the export dialog in Chinese is accessible in both themes', async ({ callpath }) => {
  const chinese = createTranslate('zh-CN');
  await callpath.useProfile({ name: 'office', locale: 'zh-CN' });
  keepReport(callpath, sentReport());
  const { app, page } = await callpath.start();
  await page.getByRole('link', { name: chinese('window.nav.history'), exact: true }).click();
  await page.locator('[data-session]').first().click();
  await page.getByRole('button', { name: chinese('window.result.export') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: chinese('exchange.redaction.names') }).check();
  await dialog.getByRole('row').nth(1).waitFor();
  await look(app, page, 'export-chinese');
  await expect(result(page)).toHaveCount(0);
});
