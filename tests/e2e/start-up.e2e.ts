import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { requireElectron } from '../../build/electron-runtime.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { expect, t, test } from './application.ts';
import { check, openView, sessionRows, startButton, verdict } from './steps.ts';

const chinese = createTranslate('zh-CN');

test('a second start brings the first window back and ends', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  });
  const runtime = requireElectron();
  const second = spawn(runtime.executable, [...runtime.appArgs, ...callpath.args]);
  const [code] = (await once(second, 'close')) as [number];
  expect(code).toBe(0);
  const visible = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    );
  await expect.poll(visible).toEqual([true]);
});

test('opens the window where it was', async ({ callpath }) => {
  const bounds = { x: 60, y: 40, width: 1000, height: 650 };
  const first = await callpath.start();
  await startButton(first.page).waitFor();
  await first.app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  await first.app.close();

  const { app } = await callpath.start();
  const now = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(now).toEqual(bounds);
});

test('opens the window where graphics fail, and its first picture does not come', async ({
  callpath,
}) => {
  const hook = callpath.path('no-picture.cjs');
  await writeFile(
    hook,
    `require('electron').app.on('browser-window-created', (_event, window) => {
      const emit = window.emit;
      window.emit = (name, ...args) => name !== 'ready-to-show' && emit.call(window, name, ...args);
    });`,
  );
  callpath.hooks = [hook];
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const isVisible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isVisible).toBe(true);
});

test('ends without a word when its window is closed before all is loaded', async ({ callpath }) => {
  const hook = callpath.path('closed-at-once.cjs');
  // The rest is loaded while the application ends.
  await writeFile(
    hook,
    `const { app } = require('electron');
    app.on('browser-window-created', (_event, window) => {
      window.on('show', () => window.close());
    });
    app.once('will-quit', (event) => {
      event.preventDefault();
      setTimeout(() => app.quit(), 2000);
    });`,
  );
  const { executable, appArgs } = requireElectron();
  const child = spawn(executable, ['-r', hook, ...appArgs, ...callpath.args], {
    stdio: 'ignore',
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('sets a history aside that it cannot read, says where it is, and makes a new one', async ({
  callpath,
}) => {
  const notADatabase = 'This is a shopping list and not a database. '.repeat(100);
  await writeFile(callpath.path('history.db'), notADatabase);
  const { page } = await callpath.start();
  const notice = page.getByText(/The history was damaged/);
  await expect(notice).toBeVisible();
  const aside = /keeps the damaged file as (.+)\.$/.exec(
    (await notice.textContent())?.trim() ?? '',
  );
  expect(await readFile(aside?.[1] ?? '', 'utf8')).toBe(notADatabase);
  await check(page);
  await expect(verdict(page)).toHaveAttribute('data-level', 'good');
  await openView(page, 'history');
  await expect(sessionRows(page)).toHaveCount(1);
});

test('works without a profile that it cannot read, says so, and leaves the file alone', async ({
  callpath,
}) => {
  const broken = '{ "name": "office", "stun": [';
  await writeFile(callpath.path('profile.json'), broken);
  const { page } = await callpath.start();
  await expect(page.getByText(/default profile is in use/)).toBeVisible();
  await openView(page, 'settings');
  await page.getByRole('combobox', { name: t('window.settings.language') }).selectOption('en');
  await expect(page.getByText(t('window.settings.languageFailed'))).toBeVisible();
  expect(await readFile(callpath.path('profile.json'), 'utf8')).toBe(broken);
});

test('draws its first view with all its words, in the language of the profile', async ({
  callpath,
}) => {
  await callpath.useProfile({ name: 'office', locale: 'zh-CN' });
  const { page } = await callpath.start();
  await page.addInitScript(() => {
    const look = () => {
      if (!document.querySelector('button[type="submit"]')) return requestAnimationFrame(look);
      const words = 'main :is(button, a, h1, h2, label, li span), main p:not([aria-live], [role])';
      const texts = [...document.querySelectorAll(words)].map((one) => one.textContent.trim());
      sessionStorage.setItem('first', JSON.stringify(texts));
      return undefined;
    };
    look();
  });
  await page.reload();
  await page.getByRole('button', { name: chinese('window.start.button') }).waitFor();
  const texts = await page.evaluate(() => sessionStorage.getItem('first'));
  const words = JSON.parse(texts ?? '[]') as string[];
  expect(words).toContain(chinese('window.start.title'));
  expect(words).toContain(chinese('window.start.options'));
  expect(words).not.toContain('');
});
