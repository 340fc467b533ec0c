import type { ElectronApplication, Page } from '@playwright/test';
import { createTranslate } from '../../shared/messages/translate.ts';
import { expect, t, test } from './application.ts';
import { answerSaveDialog, check, openView, startButton, verdict } from './steps.ts';

/** The window around the views: menus, shortcuts, title, task bar, notifications, the way to support. */

declare global {
  // What the main process was seen to do, kept there by `observe`.
  var seen: { progress: number[]; notices: string[]; opened: string[]; copied: string[] };
}

/** Writes down what the main process asks of the system, which has no task bar and no mail program here. */
async function observe(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow, Notification, shell }) => {
    globalThis.seen = { progress: [], notices: [], opened: [], copied: [] };
    const window = BrowserWindow.getAllWindows()[0];
    if (!window) throw new Error('no window');
    window.setProgressBar = (value) => void globalThis.seen.progress.push(value);
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      globalThis.seen.notices.push(this.title);
      this.emit('click');
    };
    shell.openExternal = (url) => {
      globalThis.seen.opened.push(url);
      return Promise.resolve();
    };
  });
}

function setFocused(app: ElectronApplication, isFocused: boolean): Promise<void> {
  return app.evaluate(({ BrowserWindow }, focused) => {
    const window = BrowserWindow.getAllWindows()[0];
    if (window) window.isFocused = () => focused;
  }, isFocused);
}

function seenBy(app: ElectronApplication): Promise<typeof globalThis.seen> {
  return app.evaluate(() => globalThis.seen);
}

/** Chooses an item of the application's menu, as a person would. */
function choose(app: ElectronApplication, id: string): Promise<void> {
  return app.evaluate(({ Menu }, name) => {
    Menu.getApplicationMenu()?.getMenuItemById(name)?.click();
  }, id);
}

function title(app: ElectronApplication): Promise<string | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
}

/** With a silent server a check takes seconds: long enough to do something meanwhile. */
async function useSilentServer(
  callpath: { useProfile: (profile: unknown) => Promise<void> },
  server: { uri: string },
  more: Record<string, unknown> = {},
): Promise<void> {
  await callpath.useProfile({ name: 'office', stun: [server.uri], ...more });
}

async function running(page: Page): Promise<void> {
  await page.getByText(t('window.running.title')).waitFor();
}

test('shows a check in the task bar and in the title, and tells of its end behind another window', async ({
  callpath,
  stunServer,
}) => {
  await useSilentServer(callpath, await stunServer('silent'));
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  await observe(app);
  await setFocused(app, false);
  await startButton(page).click();
  await expect.poll(() => title(app)).toMatch(/^\d+ of \d+ tests done – Callpath$/);
  await verdict(page).waitFor();
  await expect.poll(() => title(app)).toBe(`${t('report.level.inconclusive')} – Callpath`);
  const headline = await verdict(page).getByRole('heading').innerText();
  const { progress, notices } = await seenBy(app);
  expect(progress.some((value) => value > 0 && value < 1)).toBe(true);
  expect(progress.at(-1)).toBe(-1);
  expect(notices.map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    headline.replaceAll(/\s+/g, ' '),
  ]);
});

test('keeps quiet about a check that the person watches', async ({ callpath, stunServer }) => {
  await useSilentServer(callpath, await stunServer('silent'));
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  await observe(app);
  await setFocused(app, true);
  await check(page);
  expect((await seenBy(app)).notices).toEqual([]);
});

test('checks, cancels and changes views by keys alone', async ({ callpath, stunServer }) => {
  await useSilentServer(callpath, await stunServer('silent'));
  const { page } = await callpath.start();
  await startButton(page).waitFor();
  await page.keyboard.press('Control+2');
  await expect(page.getByText(t('window.history.empty'))).toBeVisible();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('heading', { name: t('window.settings.title') })).toBeVisible();
  await page.keyboard.press('F5');
  await running(page);
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toContainText(t('verdict.headline.cancelled'));
  await page.keyboard.press('Control+Enter');
  await running(page);
  await page.keyboard.press('Control+1');
  await running(page);
  await verdict(page).waitFor();
  await page.keyboard.press('Control+e');
  await expect(
    page.getByRole('dialog', { name: t('exchange.export.title', { count: 1 }) }),
  ).toBeVisible();
});

test('does in the menu what the keys do, in the language of the window', async ({ callpath }) => {
  await callpath.useProfile({ name: 'office', locale: 'zh-CN' });
  const chinese = createTranslate('zh-CN');
  const { app, page } = await callpath.start();
  const start = page.getByRole('button', { name: chinese('window.start.button') });
  await start.waitFor();
  const labels = await app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(({ label, submenu }) => [
      label,
      ...(submenu?.items ?? []).map((item) => item.label),
    ]),
  );
  expect(labels).toContain(chinese('check.menu.help'));
  expect(labels).toContain(chinese('check.menu.copySummary'));
  await choose(app, 'copySummary');
  await expect(page.getByText(chinese('check.menu.noResult'))).toBeVisible();
  await choose(app, 'viewSettings');
  await expect(page.getByRole('heading', { name: chinese('window.settings.title') })).toBeVisible();
  await choose(app, 'check');
  await page.getByText(chinese('verdict.headline.no-servers')).first().waitFor();
  await choose(app, 'copySummary');
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain(chinese('verdict.headline.no-servers'));
  await choose(app, 'terms');
  const terms = page.getByRole('dialog', { name: chinese('check.terms.title') });
  await expect(terms).toContainText(chinese('term.nat.explanation'));
});

test('switches the language in the middle of a check: the steps at once, the report at its end', async ({
  callpath,
  stunServer,
}) => {
  await useSilentServer(callpath, await stunServer('silent'));
  const chinese = createTranslate('zh-CN');
  const { page } = await callpath.start();
  await startButton(page).click();
  await running(page);
  await openView(page, 'settings');
  await page.getByRole('combobox', { name: t('window.settings.language') }).selectOption('zh-CN');
  await page.getByRole('link', { name: chinese('window.nav.check'), exact: true }).click();
  await expect(page.getByText(chinese('window.running.title'))).toBeVisible();
  await expect(page.getByText(chinese('window.step.baseline.works'))).toBeVisible();
  const region = page.getByRole('region', { name: chinese('window.result.verdict') });
  await region.waitFor();
  // The diagnosis was written by the main process, in the language that was chosen meanwhile.
  await expect(region.getByRole('heading')).toHaveText(/\p{Script=Han}/u);
  await expect(region).toContainText(chinese('verdict.whose'));
});

test('brings the result to support: a file, and a draft that only the person sends', async ({
  callpath,
}) => {
  await callpath.useProfile({ name: 'office', supportContact: 'help@example.org' });
  const { app, page } = await callpath.start();
  await check(page);
  await observe(app);
  await page.getByRole('button', { name: t('check.support.open') }).click();
  const dialog = page.getByRole('dialog', { name: t('check.support.title') });
  await expect(dialog).toContainText('help@example.org');
  await answerSaveDialog(app, callpath.path('report.html'));
  await dialog.getByRole('button', { name: t('check.support.saveAction') }).click();
  const exporting = page.getByRole('dialog', { name: t('exchange.export.title', { count: 1 }) });
  await exporting.getByRole('button', { name: t('exchange.export.save') }).click();
  await exporting.waitFor({ state: 'hidden' });
  await dialog.getByRole('button', { name: t('check.support.mailAction') }).click();
  await expect(dialog.getByText(t('check.support.mailOpened'))).toBeVisible();
  const { opened } = await seenBy(app);
  expect(opened).toHaveLength(1);
  const url = new URL(opened[0] ?? '');
  expect(url.protocol + url.pathname).toBe('mailto:help@example.org');
  expect(url.searchParams.get('body')).toContain(t('verdict.headline.no-servers'));
});

test('opens no mail program for a contact that is no address', async ({ callpath }) => {
  await callpath.useProfile({ name: 'office', supportContact: 'Room 12, +49 30 1234' });
  const { app, page } = await callpath.start();
  await check(page);
  await observe(app);
  await page.getByRole('button', { name: t('check.support.open') }).click();
  const dialog = page.getByRole('dialog', { name: t('check.support.title') });
  await expect(dialog).toContainText('Room 12');
  await expect(dialog.getByRole('button', { name: t('check.support.mailAction') })).toHaveCount(0);
  const answer = await page.evaluate(async () => {
    const page = await window.api.listSessions({ before: null, limit: 1 });
    const id = page.ok ? (page.value.sessions[0]?.id ?? '') : '';
    return window.api.draftSupportMail({ id });
  });
  expect(answer).toMatchObject({ ok: false, code: 'no-support-address' });
  expect((await seenBy(app)).opened).toEqual([]);
});
