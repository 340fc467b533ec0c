import { readFile } from 'node:fs/promises';
import { createTranslate } from '../../shared/messages/translate.ts';
import { expect, t, test } from './application.ts';
import { check, openView, verdict } from './steps.ts';

test('adds a STUN server, tests it, and checks against it', async ({ callpath, stunServer }) => {
  const { uri } = await stunServer();
  const { page } = await callpath.start();
  await openView(page, 'settings');
  await page.getByRole('button', { name: t('window.settings.add') }).click();
  await page.getByRole('textbox', { name: t('window.server.uri') }).fill(uri);
  await page.getByRole('button', { name: t('window.server.save') }).click();
  await page.getByRole('button', { name: t('window.settings.testOf', { server: uri }) }).click();
  await expect(page.getByText(/^works, [\d.]+ ms$/)).toBeVisible();

  await openView(page, 'check');
  await check(page);
  await expect(verdict(page)).toContainText(t('verdict.headline.good'));
  const saved: unknown = JSON.parse(await readFile(callpath.path('profile.json'), 'utf8'));
  expect(saved).toMatchObject({ stun: [uri] });
});

test('says at the field why an address is none', async ({ callpath }) => {
  const { page } = await callpath.start();
  await openView(page, 'settings');
  await page.getByRole('button', { name: t('window.settings.add') }).click();
  const field = page.getByRole('textbox', { name: t('window.server.uri') });
  await field.fill('stun://stun.example.org');
  await page.getByRole('button', { name: t('window.server.save') }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/Leave out the slashes/);
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('says what is wrong with a server that does not answer', async ({ callpath, stunServer }) => {
  const { uri } = await stunServer('silent');
  await callpath.useProfile({ name: 'office', stun: [uri] });
  const { page } = await callpath.start();
  await openView(page, 'settings');
  await page.getByRole('button', { name: t('window.settings.testOf', { server: uri }) }).click();
  await expect(page.getByRole('status').filter({ hasText: /answer/ })).toBeVisible();
});

test('keeps a password out of the profile, and out of what the window is told', async ({
  callpath,
}) => {
  const { page } = await callpath.start();
  await openView(page, 'settings');
  await page.getByRole('button', { name: t('window.settings.add') }).click();
  await page.getByRole('textbox', { name: t('window.server.uri') }).fill('turn:127.0.0.1:9');
  await page.getByLabel(t('window.server.username')).fill('alice');
  await page.getByLabel(t('window.server.credential')).fill('correct horse');
  await page.getByRole('button', { name: t('window.server.save') }).click();
  // Which of the two depends on the secret storage of the machine that runs the test.
  const kept = [t('window.settings.credential.stored'), t('window.settings.credential.memory')];
  await expect(page.getByText(new RegExp(kept.join('|')))).toBeVisible();
  expect(await readFile(callpath.path('profile.json'), 'utf8')).not.toContain('correct horse');
  const told = await page.evaluate(() => window.api.getSettings());
  expect(JSON.stringify(told)).not.toContain('correct horse');
});

test('removes a server and brings it back', async ({ callpath }) => {
  const uri = 'stun:127.0.0.1:9';
  await callpath.useProfile({ name: 'office', stun: [uri] });
  const { page } = await callpath.start();
  await openView(page, 'settings');
  await page.getByRole('button', { name: t('window.settings.removeOf', { server: uri }) }).click();
  await expect(page.getByText(t('window.settings.empty'))).toBeVisible();
  await page.getByRole('button', { name: t('window.settings.undo'), exact: true }).click();
  await expect(page.getByText(uri, { exact: true })).toBeVisible();
});

test('speaks Chinese when it is told to, and remembers it', async ({ callpath }) => {
  const chinese = createTranslate('zh-CN');
  const first = await callpath.start();
  await openView(first.page, 'settings');
  await first.page
    .getByRole('combobox', { name: t('window.settings.language') })
    .selectOption('zh-CN');
  const title = chinese('window.settings.title');
  await expect(first.page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await first.app.close();

  const { page } = await callpath.start();
  await expect(page.getByRole('button', { name: chinese('window.start.button') })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
