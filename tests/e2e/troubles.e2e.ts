import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Report } from '../../shared/report.ts';
import { type Callpath, expect, t, test } from './application.ts';
import { askPage, BrokenPage, mainText } from './broken-page.ts';
import { answerSaveDialog, check, openView, sessionRows, startButton } from './steps.ts';
import { Unwatched } from './unwatched.ts';

/** When something in Callpath breaks: what runs goes on, the window comes back, the log says why. */

function readLog(callpath: Callpath): Promise<string> {
  return readFile(join(callpath.userData, 'logs', 'callpath.log'), 'utf8').catch(() => '');
}

/** Begins a check that takes some seconds. */
async function startCheck(page: Page): Promise<void> {
  await startButton(page).click();
  await page.getByText(t('window.running.title')).waitFor();
}

/** The newest report of the history, read by the main process's own code. */
async function newestReport(page: BrokenPage): Promise<Report | null> {
  return (await page.ask(`(async () => {
    const list = await window.api.listSessions({ before: null, limit: 1 });
    const id = list.ok ? list.value.sessions[0]?.id : undefined;
    const opened = id === undefined ? null : await window.api.openSession({ id });
    return opened?.ok ? opened.value : null;
  })()`)) as Report | null;
}

async function useSilentServer(callpath: Callpath, server: { uri: string }): Promise<void> {
  await callpath.useProfile({ name: 'office', stun: [server.uri] });
}

/** Answers the next message boxes, and tells what they said. */
function answerBoxes(app: ElectronApplication, response: number) {
  return app.evaluateHandle(({ dialog }, answer) => {
    const said: string[] = [];
    dialog.showMessageBox = (...args: unknown[]) => {
      said.push((args.at(-1) as Electron.MessageBoxOptions).message);
      return Promise.resolve({ response: answer, checkboxChecked: false });
    };
    return said;
  }, response);
}

test('brings the window back whose page crashed, with the check that goes on', async ({
  callpath,
  stunServer,
}) => {
  await useSilentServer(callpath, await stunServer('silent'));
  const { app, page } = await callpath.start();
  await startCheck(page);
  const broken = new BrokenPage(app);
  await broken.crash();
  await broken.shows(t('trouble.page.crashed.running'));
  // The same check: it is shown as running, and then with its result.
  await broken.shows(t('window.result.again'), 60_000);
  const report = await newestReport(broken);
  expect(report?.session.status).toBe('completed');
  const count = await broken.ask(
    'window.api.listSessions({ before: null, limit: 9 }).then((page) => page.value.total)',
  );
  expect(count).toBe(1);
  await expect.poll(() => readLog(callpath)).toMatch(/error page-gone page=index\.html reason=/);
});

test('shows the result again that the page showed when it crashed', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).click();
  await page.getByText(t('verdict.headline.no-servers')).first().waitFor();
  const broken = new BrokenPage(app);
  await broken.crash();
  await broken.shows(t('trouble.page.crashed.idle'));
  await broken.shows(t('verdict.headline.no-servers'));
});

test('asks the person when the page crashes again and again, and opens it once more', async ({
  callpath,
}) => {
  test.setTimeout(120_000);
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const said = await answerBoxes(app, 0);
  const broken = new BrokenPage(app);
  for (let time = 1; time <= 4; time += 1) {
    await broken.shows(t('window.start.button'));
    expect(await said.jsonValue()).toEqual([]);
    await broken.crash();
    if (time < 4) await broken.shows(t('trouble.page.crashed.idle'));
  }
  await expect.poll(() => said.jsonValue()).toEqual([t('trouble.again.title')]);
  await broken.shows(t('window.start.button'));
  await expect.poll(() => readLog(callpath)).toContain('page-given-up');
});

test('opens a page anew that does not answer', async ({ callpath, stunServer }) => {
  test.setTimeout(180_000);
  await useSilentServer(callpath, await stunServer('silent'));
  const app = await Unwatched.start(callpath);
  const inPage = (code: string) =>
    app.evaluate(
      `'electron' in globalThis ? (${askPage.toString()})(electron, ${JSON.stringify(code)}) : null`,
    );
  try {
    await expect.poll(() => inPage(mainText)).toContain(t('window.start.button'));
    await inPage("void window.api.startCheck({}), setTimeout(() => { for (;;); }, 500), 'begun'");
    // Chromium notices by input that is not answered.
    await app.evaluate(`{
      const contents = electron.BrowserWindow.getAllWindows()[0].webContents;
      const timer = setInterval(() => {
        contents.sendInputEvent({ type: 'keyDown', keyCode: 'A' });
      }, 500);
      contents.once('render-process-gone', () => clearInterval(timer));
    }`);
    const shown = expect.poll(() => inPage(mainText), { timeout: 120_000 });
    await shown.toContain(t('trouble.page.hung.idle'));
    await expect.poll(() => inPage(mainText)).toContain(t('window.result.again'));
  } finally {
    await app.stop();
  }
  const log = await readLog(callpath);
  expect(log).toContain('warn page-unresponsive');
  expect(log).toContain('error page-gone');
});

test('goes on when processes of Chromium die, and logs which', async ({ callpath, stunServer }) => {
  await useSilentServer(callpath, await stunServer('silent'));
  const { app, page } = await callpath.start();
  await startCheck(page);
  const pids = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ type }) => type === 'GPU' || type === 'Utility')
      .map(({ pid }) => pid),
  );
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await expect(page.getByRole('button', { name: t('window.result.again') })).toBeVisible({
    timeout: 60_000,
  });
  expect((await newestReport(new BrokenPage(app)))?.session.status).toBe('completed');
  await expect.poll(() => readLog(callpath)).toMatch(/error process-gone type=(GPU|Utility)/);
});

test('goes on after an error that nobody caught, and says so', async ({ callpath, stunServer }) => {
  await useSilentServer(callpath, await stunServer('silent'));
  const { app, page } = await callpath.start();
  await startCheck(page);
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('made up by a test, for alice@example.org');
    });
  });
  await expect(page.getByText(t('trouble.main.running'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('window.result.again') })).toBeVisible({
    timeout: 60_000,
  });
  await expect.poll(() => readLog(callpath)).toContain('error main-error');
  // The library's own channels for pages are not there: a second handler would be refused.
  const isFree = await app.evaluate(({ ipcMain }) => {
    ipcMain.handle('__ELECTRON_LOG__', () => null);
    return ipcMain.listenerCount('__ELECTRON_LOG__') === 0;
  });
  expect(isFree).toBe(true);
  const log = await readLog(callpath);
  expect(log).toContain('made up by a test');
  expect(log).not.toContain('alice');
  expect(log).not.toContain('example.org');
});

test('tells at the next start that it crashed, and what it had measured; no dump is made', async ({
  callpath,
  stunServer,
}) => {
  await useSilentServer(callpath, await stunServer('silent'));
  const first = await callpath.start();
  await startCheck(first.page);
  const dumps = await first.app.evaluate(({ app, crashReporter }) => ({
    path: app.getPath('crashDumps'),
    parameters: crashReporter.getParameters(),
  }));
  const exited = once(first.app.process(), 'exit');
  // It never answers.
  first.app
    .evaluate(() => {
      process.crash();
    })
    .catch(() => undefined);
  await exited;

  const { page, app } = await callpath.start();
  await expect(page.getByText(t('desktop.notice.recovered', { count: 1 }))).toBeVisible();
  await expect(page.getByText(t('trouble.endedBefore'))).toBeVisible();
  await openView(page, 'history');
  await expect(sessionRows(page)).toContainText(t('window.history.status.interrupted'));
  await expect.poll(() => readLog(callpath)).toContain('warn ended-unexpectedly');
  const left = await readdir(dumps.path, { recursive: true }).catch(() => []);
  expect(left.filter((name) => name.endsWith('.dmp'))).toEqual([]);
  await app.close();

  const third = await callpath.start();
  await startButton(third.page).waitFor();
  await expect(third.page.getByText(t('trouble.endedBefore'))).toHaveCount(0);
});

test('goes on without the page of the calls when that one crashes, and logs it', async ({
  callpath,
}) => {
  const probes = ['local.interfaces', 'webrtc.media'];
  await callpath.useProfile({ name: 'office', probes });
  const { app, page } = await callpath.start();
  await startCheck(page);
  const crashed = () =>
    app.evaluate(({ webContents }) => {
      const pages = webContents
        .getAllWebContents()
        .filter((contents) => contents.getURL().includes('witness'));
      for (const contents of pages) contents.forcefullyCrashRenderer();
      return pages.length;
    });
  await expect.poll(crashed).toBeGreaterThan(0);
  await page.getByRole('button', { name: t('window.result.again') }).waitFor();
  const report = await newestReport(new BrokenPage(app));
  expect(report?.session.status).toBe('completed');
  expect(report?.findings.map(({ code }) => code)).toContain('probe-crashed');
  await expect.poll(() => readLog(callpath)).toContain('page-gone page=witness.html');
});

test('tells of a PDF that could not be printed because its page crashed', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await check(page);
  await app.evaluate(({ app: electron }) => {
    electron.on('web-contents-created', (_event, contents) => {
      contents.once('dom-ready', () => {
        contents.forcefullyCrashRenderer();
      });
    });
  });
  await answerSaveDialog(app, callpath.path('report.pdf'));
  const dialog = page.getByRole('dialog', { name: t('exchange.export.title', { count: 1 }) });
  await page.getByRole('button', { name: t('window.result.export') }).click();
  await dialog.getByRole('radio', { name: t('exchange.export.pdf') }).check();
  await dialog.getByRole('button', { name: t('exchange.export.save') }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect.poll(() => readLog(callpath)).toContain('page-gone page=report.html');
  expect(existsSync(callpath.path('report.pdf'))).toBe(false);
});

test('leaves nothing but its beginning and its end in the log when all is well', async ({
  callpath,
}) => {
  const { app, page } = await callpath.start();
  await check(page);
  await expect.poll(() => readLog(callpath)).toContain('info started');
  await app.close();
  expect(existsSync(callpath.path('running'))).toBe(false);
  const lines = (await readLog(callpath)).trim().split('\n');
  expect(lines.map((line) => line.replace(/^\S+ /, '').replace(/(info started).*/, '$1'))).toEqual([
    'info started',
    'info quit',
  ]);
});

test('works without a log where none can be written', async ({ callpath }) => {
  await writeFile(callpath.path('logs'), 'a file where the folder of the log should be');
  const { app, page, complaints } = await callpath.start();
  await startButton(page).waitFor();
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('made up by a test');
    });
  });
  await page.getByText(t('trouble.main.idle')).waitFor();
  await check(page);
  expect(complaints).toEqual([]);
});

test('works with a log on a full disk', async ({ callpath }) => {
  test.skip(!existsSync('/dev/full'), 'this system has no disk that is always full');
  await mkdir(callpath.path('logs'));
  await symlink('/dev/full', join(callpath.path('logs'), 'callpath.log'));
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  await app.evaluate(() => {
    void Promise.reject(new Error('made up by a test'));
  });
  await page.getByText(t('trouble.main.idle')).waitFor();
  await check(page);
});

test('opens nothing by an address, registers none, and says of a damaged report what is wrong', async ({
  callpath,
}) => {
  callpath.files = ['callpath://open?file=/etc/passwd'];
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  await expect(page.getByRole('alert')).toHaveCount(0);
  const registered = await app.evaluate(({ app: electron }) =>
    ['callpath', 'app', 'stun', 'turn'].filter((name) => electron.isDefaultProtocolClient(name)),
  );
  expect(registered).toEqual([]);
  // What a double click does while the application runs.
  const damaged = callpath.path('damaged.callpath');
  await writeFile(damaged, '{"schema":"callpath-report","version":1,"session":{"id":');
  callpath.files = [damaged];
  expect(await callpath.launchBeside()).toBe(0);
  await expect(page.getByRole('alert')).toContainText('not JSON');
  await expect(startButton(page)).toBeEnabled();
  // A link of a page to such an address asks no other program either.
  const asked = await app.evaluateHandle(({ shell }) => {
    const opened: string[] = [];
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
    return opened;
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'callpath://open?file=/etc/passwd';
    document.body.append(link);
    link.click();
    link.remove();
  });
  expect(await asked.jsonValue()).toEqual([]);
  // Playwright waits for a navigation that never comes.
  await new BrokenPage(app).shows(t('window.start.button'));
});
