import type { ElectronApplication } from '@playwright/test';
import { ipcChannel } from '../../shared/ipc-channel.ts';
import { locales } from '../../shared/locale.ts';
import type { UpdateState } from '../../shared/updates.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { expect, t, test } from './application.ts';
import { look } from './look.ts';

/** Chooses an entry of the application's menu. */
async function choose(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click();
  }, id);
}

async function tell(app: ElectronApplication, state: UpdateState): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [channel, told]) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, told);
    },
    [ipcChannel('updateEvent'), state] as const,
  );
}

test('says from the menu what it is made of', async ({ callpath }) => {
  const { app, page, complaints } = await callpath.start();
  await choose(app, 'about');
  const title = t('about.title', { name: 'Callpath' });
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(t('window.nav.about')));
  const versions = await app.evaluate((electron) => ({
    own: electron.app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions['chrome'],
    node: process.versions.node,
  }));
  const facts = page.getByRole('region', { name: t('about.facts') });
  for (const version of Object.values(versions)) {
    await expect(facts).toContainText(version ?? '?');
  }
  await page.getByRole('button', { name: t('about.copy') }).click();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain(`${t('about.version')}: ${versions.own}`);
  expect(complaints).toEqual([]);
});

test('shows the licences when asked, and finds one by keyboard', async ({ callpath }) => {
  const { page } = await callpath.start();
  await page.getByRole('link', { name: /^Version / }).press('Enter');
  const licences = page.getByRole('region', { name: t('about.licences') });
  await expect(licences.getByRole('listitem')).toHaveCount(0);
  await licences.getByRole('button', { name: t('about.show') }).press('Enter');
  const field = licences.getByRole('searchbox', { name: t('about.search') });
  await expect(field).toBeFocused();
  expect(await licences.getByRole('listitem').count()).toBeGreaterThan(20);
  await page.keyboard.type('lazy-val');
  await expect(licences.getByRole('listitem')).toHaveCount(1);
  await expect(licences.getByRole('status')).toHaveText(t('about.found', { count: 1 }));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(licences.getByText('Vladimir Krivosheev')).toBeVisible();
  await field.fill('no such licence');
  await expect(licences.getByText(t('about.nothing'))).toBeVisible();
});

test('looks for an update from the menu, and says why it does not', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await choose(app, 'checkForUpdates');
  await expect(page.getByText(t('updates.none.checkout'))).toBeVisible();
});

const states: [string, UpdateState][] = [
  ['off', { phase: 'none', reason: 'off' }],
  ['available', { phase: 'available', version: '0.2.0', bytes: 98_400_000 }],
  [
    'downloading',
    { phase: 'downloading', version: '0.2.0', doneBytes: 31_000_000, totalBytes: 98_400_000 },
  ],
  ['ready', { phase: 'ready', version: '0.2.0' }],
  [
    'failed',
    { phase: 'failed', failure: 'not-genuine', detail: 'sha512 checksum mismatch, expected …' },
  ],
];

for (const locale of locales) {
  test(`About and each state of an update in ${locale} is accessible`, async ({ callpath }) => {
    test.setTimeout(180_000);
    const texts = createTranslate(locale);
    await callpath.useProfile({ name: 'office', locale });
    const { app, page } = await callpath.start();
    await choose(app, 'about');
    await page.getByRole('heading', { name: texts('updates.title') }).waitFor();
    await look(app, page, `about-${locale}`);
    for (const [name, state] of states) {
      await tell(app, state);
      await look(app, page, `about-update-${name}-${locale}`);
    }
    await page.getByRole('button', { name: texts('about.show') }).click();
    await page.getByRole('searchbox').fill('valibot');
    await page.getByRole('listitem').first().locator('summary').click();
    await look(app, page, `about-licences-${locale}`, { fullPage: true });
  });
}
