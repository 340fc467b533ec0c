import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { openOwnHistory } from '../../electron/open-history.ts';
import { createTranslate, type Translate } from '../../shared/messages/translate.ts';
import { reportSchema } from '../../shared/report.ts';
import { type Callpath, expect, t, test } from './application.ts';
import { look } from './look.ts';
import { answerSaveDialog, openView, sessionRows } from './steps.ts';

/** Each state is looked at by axe in both themes, which takes a while on a busy machine. */
test.describe.configure({ timeout: 180_000 });

const recorded = join(import.meta.dirname, '..', 'testdata', 'recorded', 'pairs');

/** Puts a recorded pair of checks into the history of the next start. */
function storePair(callpath: Callpath, pair: string): void {
  const opened = openOwnHistory(callpath.userData, t);
  if (!opened.ok) throw new Error(opened.message);
  for (const place of ['before', 'after']) {
    const text = readFileSync(join(recorded, `${pair}-${place}.json`), 'utf8');
    const imported = opened.value.sessions.importReport(v.parse(reportSchema, JSON.parse(text)));
    if (!imported.ok) throw new Error(imported.message);
  }
  opened.value.close();
}

const told: [pair: string, (say: Translate) => string][] = [
  ['full-cone-to-symmetric', (say) => say('report.nat.symmetric')],
  ['udp-blocked', (say) => say('history.change.udpBlocked')],
  ['server-down', (say) => say('history.change.serverSilent', { server: '198.51.100.20:3478' })],
  ['vpn-up', (say) => say('history.change.vpnUp', { after: 'tun0' })],
];

for (const [pair, say] of told) {
  test(`says what changed between two selected checks: ${pair}`, async ({ callpath }) => {
    storePair(callpath, pair);
    const { app, page } = await callpath.start();
    await openView(page, 'history');
    await sessionRows(page).first().focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: t('history.compare.open') }).click();
    await page.getByRole('heading', { name: t('history.compare.title') }).waitFor();
    await expect(page.getByText(say(t)).first()).toBeVisible();
    const rows = page.locator('table tbody tr');
    const changed = await rows.count();
    await page.getByLabel(t('history.compare.onlyChanged')).uncheck();
    await expect.poll(() => rows.count()).toBeGreaterThan(changed);
    await page.getByLabel(t('history.compare.onlyChanged')).check();
    await look(app, page, `compare-${pair}`, { fullPage: true });
  });
}

test('compares with the last good check in Chinese, from the check itself', async ({
  callpath,
}) => {
  const chinese = createTranslate('zh-CN');
  await callpath.useProfile({ name: 'office', locale: 'zh-CN' });
  storePair(callpath, 'server-down');
  const { app, page } = await callpath.start();
  await page.getByRole('link', { name: chinese('window.nav.history'), exact: true }).click();
  await sessionRows(page).first().waitFor();
  await look(app, page, 'history-chinese');
  await sessionRows(page).first().click();
  await page.getByRole('button', { name: chinese('history.session.compareLastGood') }).click();
  const sentence = chinese('history.change.serverSilent', { server: '198.51.100.20:3478' });
  await expect(page.getByText(sentence)).toBeVisible();
  await look(app, page, 'compare-chinese', { fullPage: true });
});

test('backs up the history and finds every report in it as it was written', async ({
  callpath,
}) => {
  storePair(callpath, 'server-down');
  const { app, page } = await callpath.start();
  await openView(page, 'history');
  await page.getByRole('button', { name: t('history.manage.open') }).click();
  const dialog = page.getByRole('dialog', { name: t('history.manage.title') });
  await dialog.getByRole('button', { name: t('history.manage.verify') }).click();
  await expect(dialog.getByText(t('history.manage.intact', { count: 2 }))).toBeVisible();
  const path = callpath.path('copy.db');
  await answerSaveDialog(app, path);
  await dialog.getByRole('button', { name: t('history.manage.backup') }).click();
  await expect(page.getByText(t('history.manage.backedUp', { path }))).toBeVisible();
  expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3');
});

test('says that there is no good check to compare with', async ({ callpath }) => {
  storePair(callpath, 'server-down');
  const { app, page } = await callpath.start();
  await openView(page, 'history');
  await sessionRows(page).last().click();
  await page.getByRole('button', { name: t('history.session.compareLastGood') }).click();
  await expect(page.getByText(t('history.compare.noLastGood'))).toBeVisible();
  await look(app, page, 'compare-no-good');
});
