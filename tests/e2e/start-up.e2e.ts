import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { requireElectron } from '../../build/electron-runtime.ts';
import { expect, t, test } from './application.ts';
import { check, openView, startButton, verdict } from './steps.ts';

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

test('works without a history that it cannot read, says so, and leaves the file alone', async ({
  callpath,
}) => {
  const notADatabase = 'This is a shopping list and not a database. '.repeat(100);
  await writeFile(callpath.path('history.db'), notADatabase);
  const { page } = await callpath.start();
  await expect(page.getByText(/works without a history/)).toBeVisible();
  await check(page);
  await expect(verdict(page)).toHaveAttribute('data-level', 'good');
  expect(await readFile(callpath.path('history.db'), 'utf8')).toBe(notADatabase);
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
