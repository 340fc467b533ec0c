import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { requireElectron } from '../../build/electron-runtime.ts';
import type { UpdateFailure } from '../../shared/updates.ts';
import { type Callpath, expect, t, test as base } from './application.ts';
import {
  type Answers,
  authorityName,
  description,
  descriptionPath,
  image,
  imagePath,
  startUpdateServer,
  type UpdateServer,
} from './update-server.ts';

/** Callpath as an AppImage, as far as it can tell: its own file is a script, which an update really replaces and starts. */
interface Installed {
  server: UpdateServer;
  /** The file that an update replaces. */
  own: string;
  /** What the new Callpath leaves when it was started. */
  mark: string;
  folder: string;
  start: () => Promise<{ app: ElectronApplication; page: Page }>;
}

const oldImage = '#!/bin/sh\n# the old Callpath\n';

const test = base.extend<{ installed: Installed }>({
  installed: async ({ callpath }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'callpath-update-'));
    const server = await startUpdateServer();
    const own = join(folder, 'Callpath.AppImage');
    await writeFile(own, oldImage, { mode: 0o755 });
    await writeFile(callpath.path('dev-app-update.yml'), 'updaterCacheDirName: callpath-updater\n');
    await callpath.useProfile({ name: 'office', updates: { enabled: true, url: server.url } });
    callpath.env = {
      APPIMAGE: own,
      APPDIR: requireElectron().distPath,
      XDG_CACHE_HOME: join(folder, 'cache'),
    };
    await use({
      server,
      own,
      folder,
      mark: join(folder, 'mark'),
      start: () => startTrusting(callpath),
    });
    server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  },
});

/** Starts, and trusts the authority of the test where updates are asked for, and there alone. */
async function startTrusting(callpath: Callpath) {
  const { app, page } = await callpath.start();
  await app.evaluate(({ session }, name) => {
    const updates = session.fromPartition('electron-updater', { cache: false });
    updates.setCertificateVerifyProc((request, answer) => {
      answer(request.certificate.issuerName === name ? 0 : -3);
    });
  }, authorityName);
  return { app, page };
}

async function openAbout(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Version / }).click();
  await page.getByRole('heading', { name: t('updates.title') }).waitFor();
}

const button = (page: Page, key: 'check' | 'download' | 'cancel' | 'install') =>
  page.getByRole('button', { name: t(`updates.${key}`), exact: true });

const checkIn = (page: Page) => page.evaluate(() => window.api.checkForUpdates());

/** Answers the question of the main process, which no test can click. */
async function answerQuestion(app: ElectronApplication, response: number): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const asked = dialog as unknown as Record<string, unknown>;
    asked['showMessageBox'] = () => Promise.resolve({ response: chosen, checkboxChecked: false });
  }, response);
}

/** Everything of an update that is left in the cache. */
async function leftIn(folder: string): Promise<string[]> {
  const pending = join(folder, 'cache', 'callpath-updater', 'pending');
  return existsSync(pending) ? readdir(pending) : [];
}

test('finds a newer one, downloads it when asked, and installs it only when agreed', async ({
  installed,
}) => {
  test.setTimeout(120_000);
  const { server, own, mark } = installed;
  const release = image(mark, 3_000_000);
  server.answers = { [descriptionPath]: description('9.9.9', release), [imagePath]: release };
  const { app, page } = await installed.start();
  await openAbout(page);
  await button(page, 'check').click();
  await expect(page.getByText(/Callpath 9\.9\.9 is available \(3 MB\)/)).toBeVisible();
  expect(server.requests.map(({ path }) => path)).toEqual([descriptionPath]);

  await button(page, 'download').click();
  await expect(button(page, 'install')).toBeVisible();
  expect(await readFile(own, 'utf8')).toBe(oldImage);

  await answerQuestion(app, 1);
  await button(page, 'install').click();
  await expect(button(page, 'install')).toBeEnabled();
  expect(await readFile(own, 'utf8')).toBe(oldImage);
  expect(existsSync(mark)).toBe(false);

  await answerQuestion(app, 0);
  const closed = app.waitForEvent('close');
  await button(page, 'install').click();
  await closed;
  expect((await readFile(own)).equals(release)).toBe(true);
  await expect.poll(() => existsSync(mark)).toBe(true);
});

test('tells the server nothing by which it could tell computers apart', async ({ installed }) => {
  const { server } = installed;
  server.answers = { [descriptionPath]: description('0.0.1', Buffer.from('x')) };
  const { page } = await installed.start();
  await checkIn(page);
  const headers = server.requests[0]?.headers ?? {};
  expect(headers['user-agent']).toBe('Callpath');
  expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([]);
  expect(headers.cookie).toBeUndefined();
});

test('says that it is up to date, and installs no older one', async ({ installed }) => {
  const { server } = installed;
  const { app, page } = await installed.start();
  const version = await app.evaluate((electron) => electron.app.getVersion());
  server.answers = { [descriptionPath]: description(version, Buffer.from('x')) };
  await openAbout(page);
  await button(page, 'check').click();
  await expect(page.getByText(t('updates.current.same'))).toBeVisible();

  server.answers = { [descriptionPath]: description('0.0.9', Buffer.from('x')) };
  await button(page, 'check').click();
  await expect(page.getByText(t('updates.current.older', { version: '0.0.9' }))).toBeVisible();
  await expect(button(page, 'download')).toHaveCount(0);
  const downloaded = await page.evaluate(() => window.api.downloadUpdate());
  expect(downloaded).toMatchObject({ ok: true, value: { phase: 'current', why: 'older' } });
  expect(server.requests.map(({ path }) => path)).toEqual([descriptionPath, descriptionPath]);
});

const anyImage = image('/nowhere');
const good = description('9.9.9', anyImage);

/** What a server says of a release, and what is said about it. */
const brokenDescriptions: [string, Answers, UpdateFailure][] = [
  ['nothing', { [descriptionPath]: '' }, 'unreadable'],
  ['no YAML', { [descriptionPath]: '\t{[' }, 'unreadable'],
  ['a page of a portal', { [descriptionPath]: '<html><body>Sign in</body></html>' }, 'unreadable'],
  ['no version', { [descriptionPath]: good.replace(/^version.*\n/, '') }, 'unreadable'],
  ['a version that is none', { [descriptionPath]: good.replace('9.9.9', 'newest') }, 'unreadable'],
  ['no files', { [descriptionPath]: 'version: 9.9.9\n' }, 'unreadable'],
  ['no SHA-512', { [descriptionPath]: good.replaceAll(/sha512:/g, 'sha2:') }, 'unreadable'],
  ['no size', { [descriptionPath]: good.replace(/ +size.*\n/, '') }, 'unreadable'],
  ['nothing for Linux', { [descriptionPath]: good.replaceAll('.AppImage', '.exe') }, 'no-release'],
  ['404', {}, 'no-release'],
  [
    'a page of unknown length',
    {
      [descriptionPath]: (response) => {
        response.write(good);
        response.end();
      },
    },
    'unreadable',
  ],
  ['a page that is too long', { [descriptionPath]: good + '#'.repeat(300_000) }, 'unreadable'],
  ['500', { [descriptionPath]: (response) => response.writeHead(500).end() }, 'unreachable'],
  // Takes as long as Callpath waits for the next thing.
  ['silence', { [descriptionPath]: () => undefined }, 'unreachable'],
  ['nobody', { [descriptionPath]: (response) => response.destroy() }, 'unreachable'],
  [
    'another place without https',
    {
      [descriptionPath]: (response) =>
        response.writeHead(302, { Location: 'http://127.0.0.1:9/latest-linux.yml' }).end(),
    },
    'untrusted',
  ],
];

test('says what is wrong with what a server says of a release', async ({ installed }) => {
  test.setTimeout(120_000);
  const { server } = installed;
  const { page } = await installed.start();
  for (const [name, answers, failure] of brokenDescriptions) {
    server.answers = answers;
    const checked = await checkIn(page);
    expect(checked, name).toMatchObject({ ok: true, value: { phase: 'failed', failure } });
  }
  await openAbout(page);
  await expect(page.getByText(t('updates.failedTitle'))).toBeVisible();
  server.answers = { [descriptionPath]: description('0.0.1', anyImage) };
  expect(await checkIn(page)).toMatchObject({ ok: true, value: { phase: 'current' } });
});

const headersOf = (bytes: number) => ({ 'Content-Length': bytes });

/** What comes in place of the announced file, and what is said about it. */
const brokenFiles: [string, Answers, UpdateFailure][] = [
  [
    'a file that breaks off',
    {
      [descriptionPath]: good,
      [imagePath]: (response) => {
        response.writeHead(200, headersOf(anyImage.length)).write(anyImage.subarray(0, 1000));
        setTimeout(() => response.destroy(), 100);
      },
    },
    'unreachable',
  ],
  [
    'a shorter file',
    { [descriptionPath]: good, [imagePath]: anyImage.subarray(0, 1000) },
    'not-genuine',
  ],
  [
    'a longer file',
    { [descriptionPath]: good, [imagePath]: Buffer.concat([anyImage, anyImage]) },
    'unreadable',
  ],
  [
    'another file of the same length',
    { [descriptionPath]: good, [imagePath]: Buffer.alloc(anyImage.length, 'x') },
    'not-genuine',
  ],
  [
    'another SHA-512',
    {
      [descriptionPath]: description('9.9.9', anyImage, { sha512: `${'A'.repeat(86)}==` }),
      [imagePath]: anyImage,
    },
    'not-genuine',
  ],
  ['no file', { [descriptionPath]: good }, 'unreachable'],
  [
    'a file from elsewhere without https',
    {
      [descriptionPath]: description('9.9.9', anyImage, { url: 'http://127.0.0.1:9/a.AppImage' }),
    },
    'untrusted',
  ],
];

test('keeps nothing of a file that is not the announced one', async ({ installed }) => {
  test.setTimeout(120_000);
  const { server, own, folder } = installed;
  const { page } = await installed.start();
  for (const [name, answers, failure] of brokenFiles) {
    server.answers = answers;
    expect(await checkIn(page), name).toMatchObject({ value: { phase: 'available' } });
    const downloaded = await page.evaluate(() => window.api.downloadUpdate());
    expect(downloaded, name).toMatchObject({ ok: true, value: { phase: 'failed', failure } });
    expect(await leftIn(folder), name).toEqual([]);
    const installedIt = await page.evaluate(() => window.api.installUpdate());
    expect(installedIt, name).toMatchObject({ value: { phase: 'failed' } });
  }
  expect(await readFile(own, 'utf8')).toBe(oldImage);
});

test('stops a download when asked, and can make it again', async ({ installed }) => {
  test.setTimeout(120_000);
  const { server, folder } = installed;
  server.answers = {
    [descriptionPath]: good,
    [imagePath]: (response) => {
      response.writeHead(200, headersOf(anyImage.length)).write(anyImage.subarray(0, 1000));
    },
  };
  const { page } = await installed.start();
  await openAbout(page);
  await button(page, 'check').click();
  await button(page, 'download').click();
  await expect(page.getByText(t('updates.downloading', { version: '9.9.9' }))).toBeVisible();
  await button(page, 'cancel').click();
  await expect(button(page, 'download')).toBeVisible();
  expect(await leftIn(folder)).toEqual([]);
  server.answers[imagePath] = anyImage;
  await button(page, 'download').click();
  await expect(button(page, 'install')).toBeVisible();
});

test('says that the server is gone, and trusts no stranger', async ({ installed, callpath }) => {
  test.setTimeout(120_000);
  const { server } = installed;
  server.answers = { [descriptionPath]: good };
  const { app, page } = await callpath.start();
  const stranger = { phase: 'failed', failure: 'untrusted' };
  expect(await checkIn(page)).toMatchObject({
    ok: true,
    value: { ...stranger, detail: expect.stringContaining('CERT') as unknown },
  });
  expect(server.requests).toEqual([]);
  server.close();
  expect(await checkIn(page)).toMatchObject({ ok: true, value: { failure: 'unreachable' } });
  await app.close();
});

test('asks nobody while updates are off', async ({ installed, callpath }) => {
  const { server } = installed;
  server.answers = { [descriptionPath]: good, [imagePath]: anyImage };
  await callpath.useProfile({ name: 'office', updates: { enabled: false, url: server.url } });
  const { page } = await installed.start();
  await openAbout(page);
  await expect(page.getByText(t('updates.none.off'))).toBeVisible();
  await expect(button(page, 'check')).toHaveCount(0);
  for (const call of ['checkForUpdates', 'downloadUpdate', 'installUpdate'] as const) {
    const answer = await page.evaluate((name) => window.api[name](), call);
    expect(answer).toEqual({ ok: true, value: { phase: 'none', reason: 'off' } });
  }
  expect(server.requests).toEqual([]);

  await page.getByRole('checkbox', { name: t('updates.turnOn') }).check();
  await button(page, 'check').click();
  await expect(button(page, 'download')).toBeVisible();
  await page.getByRole('checkbox', { name: t('updates.turnOn') }).uncheck();
  await expect(page.getByText(t('updates.none.off'))).toBeVisible();
  const answer = await page.evaluate(() => window.api.downloadUpdate());
  expect(answer).toEqual({ ok: true, value: { phase: 'none', reason: 'off' } });
  expect(server.requests).toHaveLength(1);
});

test('obeys the policy, whatever the user chose', async ({ installed, callpath }) => {
  const { server, folder } = installed;
  const policy = join(folder, 'policy.json');
  await writeFile(
    policy,
    JSON.stringify({ organisation: 'Contoso', updates: { enabled: false } }),
    { mode: 0o644 },
  );
  callpath.env = { ...callpath.env, CALLPATH_POLICY: policy };
  const { page } = await installed.start();
  await openAbout(page);
  await expect(page.getByRole('checkbox', { name: t('updates.turnOn') })).toBeDisabled();
  await expect(page.getByText(t('locked.by', { organisation: 'Contoso' }))).toBeVisible();
  const turnedOn = await page.evaluate(() =>
    window.api.setUserSetting({ setting: 'updates', value: { enabled: true } }),
  );
  expect(turnedOn).toMatchObject({ ok: false, code: 'locked-by-policy' });
  expect(await checkIn(page)).toEqual({ ok: true, value: { phase: 'none', reason: 'off' } });
  expect(server.requests).toEqual([]);
});

test('leaves alone what was not installed as an AppImage, and the AppImage of others', async ({
  installed,
  callpath,
}) => {
  const { server, folder } = installed;
  server.answers = { [descriptionPath]: good };
  const elsewhere = join(folder, 'mounted');
  await mkdir(elsewhere);
  // As in a terminal that was opened inside of another program's AppImage.
  callpath.env = { ...callpath.env, APPDIR: elsewhere };
  const { page } = await installed.start();
  expect(await checkIn(page)).toEqual({ ok: true, value: { phase: 'none', reason: 'checkout' } });
  await openAbout(page);
  await expect(page.getByText(t('updates.none.checkout'))).toBeVisible();
  await expect(page.getByRole('checkbox', { name: t('updates.turnOn') })).toHaveCount(0);
  expect(server.requests).toEqual([]);
});
