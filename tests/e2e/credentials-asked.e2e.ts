import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { createTranslate } from '../../shared/messages/translate.ts';
import { startCliRelay, type CliRelay } from '../interop/cli-relay.ts';
import { test as base, type Callpath, expect, t } from './application.ts';
import { look } from './look.ts';
import { openView, startButton, verdict } from './steps.ts';

/**
 * Passwords that are asked for before a check. The profile names a secret that no storage has: as after a new start on a
 * system without a keyring, which is what the machine of these tests is.
 */

const password = 'a password that nobody writes down';
const probes = ['local.interfaces', 'turn.allocate', 'turn.relay'];

const test = base.extend<{ relay: CliRelay }>({
  // Playwright reads from this pattern which fixtures are wanted.
  // eslint-disable-next-line no-empty-pattern
  relay: async ({}, use) => {
    const relay = await startCliRelay('alice', password);
    await use(relay);
    await relay.stop();
  },
});

test.afterEach(() => {
  delete process.env['CALLPATH_POLICY'];
});

function serversOf({ port }: CliRelay) {
  return ['', '?transport=tcp'].map((query) => ({
    uri: `turn:127.0.0.1:${port}${query}`,
    username: 'alice',
  }));
}

async function useServers(callpath: Callpath, relay: CliRelay, locale = 'en'): Promise<void> {
  const turn = serversOf(relay).map((server) => ({ ...server, secretRef: 'gone' }));
  await callpath.useProfile({ name: 'office', locale, probes, turn });
}

function asking(page: Page, count = 1): Locator {
  return page.getByRole('dialog', { name: t('locked.ask.title', { count }) });
}

function passwordField(page: Page): Locator {
  return asking(page).getByLabel(t('locked.ask.password', { username: 'alice' }));
}

/** All that the application keeps, whichever file it is in. */
async function keptText(callpath: Callpath): Promise<string> {
  const entries = await readdir(callpath.userData, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map((file) => readFile(`${file.parentPath}/${file.name}`, 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

test('asks once for all addresses of a server, checks with the answer, and writes it nowhere', async ({
  callpath,
  relay,
}) => {
  await useServers(callpath, relay);
  const { app, page, complaints } = await callpath.start();
  await startButton(page).click();
  await expect(asking(page)).toContainText(t('locked.ask.notStored'));
  await expect(asking(page).getByLabel(/Password of alice/)).toHaveCount(1);
  await expect(passwordField(page)).toBeFocused();
  await look(app, page, 'credentials-asked');

  await asking(page)
    .getByRole('button', { name: t('locked.ask.check'), exact: true })
    .click();
  await expect(passwordField(page)).toHaveAccessibleDescription(t('locked.ask.empty'));
  await passwordField(page).fill(password);
  await passwordField(page).press('Enter');
  await verdict(page).waitFor();
  await expect(verdict(page)).toHaveAttribute('data-level', 'good');

  // It is known until the application ends, and then no longer.
  await page.getByRole('button', { name: t('window.result.again') }).click();
  await expect(verdict(page)).toBeHidden();
  await verdict(page).waitFor();
  expect(complaints).toEqual([]);
  await app.close();
  expect(await keptText(callpath)).not.toContain(password);
  const { page: next } = await callpath.start();
  await startButton(next).click();
  await expect(asking(next)).toBeVisible();
});

test('checks without these servers, or not at all', async ({ callpath, relay }) => {
  await useServers(callpath, relay);
  const { page } = await callpath.start();
  await startButton(page).click();
  await asking(page)
    .getByRole('button', { name: t('locked.ask.cancel') })
    .click();
  await expect(asking(page)).toBeHidden();
  await expect(startButton(page)).toBeVisible();

  await startButton(page).click();
  await asking(page).press('Escape');
  await expect(asking(page)).toBeHidden();

  await startButton(page).click();
  await asking(page)
    .getByRole('button', { name: t('locked.ask.without', { count: 1 }) })
    .click();
  await verdict(page).waitFor();
  await expect(page.getByText(`127.0.0.1:${relay.port}`)).toHaveCount(0);
});

test('a password that was refused is asked for again', async ({ callpath, relay }) => {
  await useServers(callpath, relay);
  const { page } = await callpath.start();
  await startButton(page).click();
  await passwordField(page).fill('a wrong one');
  await passwordField(page).press('Enter');
  await verdict(page).waitFor();
  await expect(verdict(page)).not.toHaveAttribute('data-level', 'good');
  await page.getByRole('button', { name: t('window.result.again') }).click();
  await expect(asking(page)).toBeVisible();
  await asking(page)
    .getByRole('button', { name: t('locked.ask.cancel') })
    .click();
  // Nothing was begun: the result stays.
  await expect(verdict(page)).toBeVisible();
});

test('a server of the policy is tested with a password that the policy wants asked', async ({
  callpath,
  relay,
}) => {
  const turn = serversOf(relay).map((server) => ({ ...server, ask: true }));
  const policy = { organisation: 'Contoso IT', servers: { turn } };
  process.env['CALLPATH_POLICY'] = callpath.path('policy.json');
  await writeFile(callpath.path('policy.json'), JSON.stringify(policy), { mode: 0o644 });
  const { app, page } = await callpath.start();
  await openView(page, 'settings');
  await expect(page.getByText(t('locked.credential.ask'))).toHaveCount(2);
  const [{ uri } = { uri: '' }] = turn;
  const name = t('window.settings.testOf', { server: uri });
  await page.getByRole('button', { name, exact: true }).click();
  const why = t('locked.ask.byPolicy', { organisation: 'Contoso IT' });
  await expect(asking(page)).toContainText(why);
  await look(app, page, 'credentials-asked-test');
  await passwordField(page).fill(password);
  await asking(page)
    .getByRole('button', { name: t('locked.ask.test'), exact: true })
    .click();
  await expect(page.getByText(/^works, /)).toBeVisible();
  await expect(page.getByText(t('window.settings.credential.memory'))).toHaveCount(1);
});

test('the page gets no check without the passwords, and none of them back', async ({
  callpath,
  relay,
}) => {
  await useServers(callpath, relay);
  const { page } = await callpath.start();
  const told = await page.evaluate(async (credential) => {
    const { api } = window;
    const refused = await api.startCheck({});
    const needed = await api.neededCredentials({});
    const ids = needed.ok ? needed.value.map(({ id }) => id) : [];
    const unknown = await api.giveCredentials({ credentials: [{ id: 'nobody', credential }] });
    const given = await api.giveCredentials({ credentials: ids.map((id) => ({ id, credential })) });
    return {
      refused,
      unknown,
      given,
      after: await api.neededCredentials({}),
      settings: await api.getSettings(),
    };
  }, password);
  expect(told).toMatchObject({
    refused: { ok: false, code: 'credentials-needed' },
    unknown: { ok: false, code: 'server-not-found' },
    given: { ok: true, value: null },
    after: { ok: true, value: [] },
  });
  expect(JSON.stringify(told)).not.toContain(password);
});

test('says where a password is typed that it is not kept', async ({ callpath, relay }) => {
  await useServers(callpath, relay);
  const { app, page } = await callpath.start();
  await openView(page, 'settings');
  await expect(page.getByText(t('locked.credential.ask'))).toHaveCount(2);
  const field = page.getByLabel(t('window.server.credential'), { exact: true });
  await page
    .getByRole('button', { name: /^Edit / })
    .first()
    .click();
  await expect(field).toHaveAccessibleDescription(t('locked.credential.askedBefore'));
  await page
    .getByRole('button', { name: t('window.server.cancel') })
    .first()
    .click();

  await page.getByRole('button', { name: t('window.settings.add') }).click();
  await page.getByRole('textbox', { name: t('window.server.uri') }).fill('turn:127.0.0.1');
  await expect(field).toHaveAccessibleDescription(t('locked.credential.notKept'));
  await look(app, page, 'server-not-kept');
});

test('asks in Chinese for two accounts', async ({ callpath, relay }) => {
  const chinese = createTranslate('zh-CN');
  const [first] = serversOf(relay);
  const turn = [first, { ...first, username: 'bob' }];
  await callpath.useProfile({
    name: 'office',
    locale: 'zh-CN',
    probes,
    turn: turn.map((server) => ({ ...server, secretRef: 'gone' })),
  });
  const { app, page } = await callpath.start();
  await page.getByRole('button', { name: chinese('window.start.button') }).click();
  const dialog = page.getByRole('dialog', { name: chinese('locked.ask.title', { count: 2 }) });
  await dialog.getByLabel(/alice/).fill(password);
  await expect(
    dialog.getByRole('button', { name: chinese('locked.ask.withoutRest') }),
  ).toBeVisible();
  await look(app, page, 'credentials-asked-zh');
});
