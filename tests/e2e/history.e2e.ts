import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { reportSchema } from '../../shared/report.ts';
import { expect, t, test } from './application.ts';
import { answerSaveDialog, check, exportAs, openView, sessionRows, verdict } from './steps.ts';

test('keeps sessions over a restart, and opens one', async ({ callpath }) => {
  const first = await callpath.start();
  await check(first.page);
  await first.page.getByRole('button', { name: t('window.result.again') }).click();
  await first.page.getByText(t('window.running.title')).waitFor({ state: 'hidden' });
  await first.app.close();

  const { page } = await callpath.start();
  await openView(page, 'history');
  await expect(sessionRows(page)).toHaveCount(2);
  await sessionRows(page).first().getByText(t('verdict.headline.no-servers')).click();
  await expect(verdict(page)).toHaveAttribute('data-level', 'good');
});

test('exports a session as a web page and as JSON that fits the contract', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await check(page);

  await answerSaveDialog(app, callpath.path('report.html'));
  await exportAs(page, 'html');
  const html = await readFile(callpath.path('report.html'), 'utf8');
  expect(html).toContain(t('verdict.headline.no-servers'));

  await answerSaveDialog(app, callpath.path('report.json'));
  await exportAs(page, 'json');
  const json: unknown = JSON.parse(await readFile(callpath.path('report.json'), 'utf8'));
  const report = v.parse(reportSchema, json);
  expect(report.verdict.level).toBe('good');
});

test('deletes a session and brings it back', async ({ callpath }) => {
  const { page } = await callpath.start();
  await check(page);
  await openView(page, 'history');
  await expect(sessionRows(page)).toHaveCount(1);
  const remove = t('window.history.deleteOf', { time: '' }).trim();
  await page.getByRole('button', { name: remove }).click();
  await expect(sessionRows(page)).toHaveCount(0);
  await page.getByRole('button', { name: t('window.history.undo'), exact: true }).click();
  await expect(sessionRows(page)).toHaveCount(1);
});

test('forgets a deleted session when it starts again', async ({ callpath }) => {
  const first = await callpath.start();
  await check(first.page);
  await openView(first.page, 'history');
  const remove = t('window.history.deleteOf', { time: '' }).trim();
  await first.page.getByRole('button', { name: remove }).click();
  await expect(sessionRows(first.page)).toHaveCount(0);
  await first.app.close();

  const { page } = await callpath.start();
  await openView(page, 'history');
  await expect(page.getByText(t('window.history.empty'))).toBeVisible();
});
