import { writeFile } from 'node:fs/promises';
import { createTranslate } from '../../shared/messages/translate.ts';
import { type Callpath, expect, t, test } from './application.ts';
import { look } from './look.ts';
import { check, openView, startButton, verdict } from './steps.ts';

/** How the window shows what an administrator has decided. What is enforced: policy.e2e.ts. */

const organisation = 'Contoso IT';
const by = t('locked.by', { organisation });
const policy = {
  organisation,
  servers: {
    stun: ['stun:127.0.0.1:3478'],
    turn: [{ uri: 'turn:127.0.0.1:3478', username: 'helpdesk', credential: 'masked-secret' }],
  },
  probes: { forbidden: ['nat.hairpinning', 'turn.audit'] },
  budgets: { deadlineSec: 5 },
  locale: 'en',
  supportContact: 'help@contoso.example',
  redaction: { addresses: true, names: true, wifi: false, ticket: false },
  exportFolder: '/srv/callpath-reports',
  retention: { maxAgeDays: 90, maxSizeMiB: 500 },
  updates: { enabled: false },
};

test.afterEach(() => {
  delete process.env['CALLPATH_POLICY'];
});

async function putPolicy(callpath: Callpath, content: unknown): Promise<void> {
  const file = callpath.path('policy.json');
  process.env['CALLPATH_POLICY'] = file;
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await writeFile(file, text, { mode: 0o644 });
}

test('a first start says by whom the servers were chosen', async ({ callpath }) => {
  await putPolicy(callpath, policy);
  const { app, page } = await callpath.start();
  await expect(
    page.getByText(t('window.start.asksPreset', { organisation, count: 1 })),
  ).toBeVisible();
  await page.getByRole('button', { name: t('window.start.options') }).click();
  const forbidden = page.getByRole('checkbox', { name: t('window.start.audit') });
  await expect(forbidden).toBeDisabled();
  await expect(page.getByText(t('window.start.notAllowed', { organisation }))).toHaveCount(2);
  await expect(page.getByRole('checkbox', { name: t('window.start.lifetime') })).toBeEnabled();
  await look(app, page, 'first-start-policy');
});

test('settings that are locked are shown with whose decision they are', async ({ callpath }) => {
  await putPolicy(callpath, policy);
  const { app, page } = await callpath.start();
  await openView(page, 'settings');
  await expect(page.getByText(t('locked.some', { organisation }))).toBeVisible();
  // Servers, tests, language, redaction, folder, history, support contact and updates.
  await expect(page.getByText(by, { exact: true })).toHaveCount(8);
  await expect(page.getByRole('combobox', { name: t('window.settings.language') })).toBeDisabled();
  for (const name of [t('exchange.redaction.addresses'), t('exchange.redaction.ticket')]) {
    await expect(page.getByRole('checkbox', { name })).toBeDisabled();
  }
  await expect(page.getByText('stun:127.0.0.1:3478')).toBeVisible();
  await expect(page.getByText('help@contoso.example')).toBeVisible();
  await expect(page.getByText('/srv/callpath-reports')).toBeVisible();
  for (const name of [
    t('window.settings.add'),
    t('locked.chooseFolder'),
    t('locked.supportSave'),
  ]) {
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await expect(page.getByRole('button', { name: /^(Edit|Remove) / })).toHaveCount(0);
  expect(await page.content()).not.toContain('masked-secret');
  await look(app, page, 'settings-locked', { fullPage: true });
});

test('what every export leaves out cannot be switched off, and more can be', async ({
  callpath,
}) => {
  await putPolicy(callpath, { organisation, redaction: policy.redaction });
  const { app, page } = await callpath.start();
  await check(page);
  await verdict(page).waitFor();
  await page.getByRole('button', { name: t('window.result.export') }).click();
  const dialog = page.getByRole('dialog');
  const part = (name: 'addresses' | 'names' | 'ticket') =>
    dialog.getByRole('checkbox', { name: t(`exchange.redaction.${name}`) });
  await expect(part('addresses')).toBeChecked();
  await expect(part('addresses')).toBeDisabled();
  await expect(part('addresses')).toHaveAccessibleDescription(new RegExp(by));
  await expect(part('names')).toBeDisabled();
  await part('ticket').check();
  await expect(dialog.getByText(by)).toBeVisible();
  await look(app, page, 'export-locked');
});

test('a broken policy is told in Settings, where the rest is the user’s', async ({ callpath }) => {
  await putPolicy(callpath, '{ "organisation": "Contoso IT", "servers": {');
  const { app, page } = await callpath.start();
  await openView(page, 'settings');
  const banner = page.getByRole('note').filter({ hasText: t('locked.problems') });
  await expect(banner).toContainText(callpath.path('policy.json'));
  await expect(page.getByText(callpath.path('policy.json'))).toHaveCount(1);
  await expect(page.getByText(t('locked.updatesBroken'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('window.settings.add') })).toBeVisible();
  await look(app, page, 'settings-broken-policy', { fullPage: true });
});

test('choices of the user are kept: what exports leave out, where they go, whom to ask', async ({
  callpath,
}) => {
  const first = await callpath.start();
  await openView(first.page, 'settings');
  await look(first.app, first.page, 'settings-all', { fullPage: true });
  await first.page.getByRole('checkbox', { name: t('exchange.redaction.addresses') }).check();
  await first.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, callpath.userData);
  await first.page.getByRole('button', { name: t('locked.chooseFolder') }).click();
  await expect(first.page.getByText(callpath.userData)).toBeVisible();
  const contact = first.page.getByRole('textbox', { name: t('locked.support') });
  await contact.fill('room 12');
  await contact.press('Enter');
  await expect(first.page.getByText(t('locked.supportSaved'))).toBeVisible();
  await first.app.close();

  const { page } = await callpath.start();
  await openView(page, 'settings');
  await expect(page.getByText(callpath.userData)).toBeVisible();
  await expect(page.getByRole('textbox', { name: t('locked.support') })).toHaveValue('room 12');
  await page.getByRole('button', { name: t('locked.useDocuments') }).click();
  await expect(page.getByText(t('locked.documents'))).toBeVisible();
  await openView(page, 'check');
  await startButton(page).click();
  await verdict(page).waitFor();
  await page.getByRole('button', { name: t('window.result.export') }).click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByRole('checkbox', { name: t('exchange.redaction.addresses') }),
  ).toBeChecked();
});

test('locked settings in Chinese', async ({ callpath }) => {
  const chinese = createTranslate('zh-CN');
  await putPolicy(callpath, { ...policy, locale: 'zh-CN' });
  const { app, page } = await callpath.start();
  await page.getByRole('link', { name: chinese('window.nav.settings'), exact: true }).click();
  await expect(page.getByText(chinese('locked.some', { organisation }))).toBeVisible();
  await look(app, page, 'settings-locked-zh', { fullPage: true });
});
