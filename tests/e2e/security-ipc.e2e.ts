import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';
import { ipcCalls, ipcChannel } from '../../shared/ipc-channel.ts';
import { witnessCalls, witnessChannel, type WitnessCall } from '../../shared/witness.ts';
import { type Callpath, expect, test } from './application.ts';
import { check, startButton } from './steps.ts';
import { buildTakenOverPreload, openTakenOverPage } from './taken-over-page.ts';
import { note, printTried } from './tried-holes.ts';

const windowPage = 'app://callpath/index.html';
/** The same inputs at every run; CALLPATH_FUZZ_SEED tries others. */
const seed = Number(process.env['CALLPATH_FUZZ_SEED'] ?? 20_261_125);
const runsEach = Number(process.env['CALLPATH_FUZZ_RUNS'] ?? 100);

let preload: Awaited<ReturnType<typeof buildTakenOverPreload>>;

test.beforeAll(async () => {
  preload = await buildTakenOverPreload();
});

test.afterAll(async () => {
  await preload.remove();
  printTried();
});

/** What must not change by garbage: history, profile, passwords, and where the window was. */
async function keptFiles(callpath: Callpath): Promise<Record<string, string>> {
  const names = ['history.db', 'history.db-wal', 'profile.json', 'secrets.json', 'window.json'];
  const hashes = names.map(async (name) => {
    const bytes = await readFile(callpath.path(name)).catch(() => null);
    return [name, bytes && createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries((await Promise.all(hashes)).map(([name, hash]) => [name, hash ?? '-']));
}

/** Counts what the system would have been asked to do: dialogs, addresses in the browser, text in the clipboard. */
async function watchSideEffects(app: ElectronApplication): Promise<() => Promise<string[]>> {
  const seen = await app.evaluateHandle(({ clipboard, dialog, shell }) => {
    const names: string[] = [];
    const replace = (owner: object, name: string) => {
      Object.assign(owner, {
        [name]: () => {
          names.push(name);
          return Promise.resolve({ canceled: true, filePath: '', filePaths: [], response: 0 });
        },
      });
    };
    for (const name of ['showOpenDialog', 'showSaveDialog', 'showMessageBox'])
      replace(dialog, name);
    for (const name of ['openExternal', 'openPath', 'showItemInFolder', 'trashItem']) {
      replace(shell, name);
    }
    replace(clipboard, 'writeText');
    return names;
  });
  return () => seen.jsonValue();
}

test('garbage in any call is refused as such, and changes nothing', async ({
  callpath,
  stunServer,
}) => {
  test.setTimeout(300_000);
  const server = await stunServer();
  await callpath.useProfile({ name: 'office', stun: [server.uri] });
  const { app, page } = await callpath.start();
  await check(page);
  const sideEffects = await watchSideEffects(app);
  const before = await keptFiles(callpath);
  const attacker = await openTakenOverPage(app, preload.path, windowPage);
  for (const name of ipcCalls) {
    const result = await attacker.evaluate(
      ([call, runs, from]) => window.takenOver.fuzz(call, runs, from),
      [name, runsEach, seed] as const,
    );
    expect(result.suspect, `${name}: ${JSON.stringify(result.endings)}`).toBeNull();
    expect(result.sent, name).toBeGreaterThan(runsEach / 2);
    expect(result.endings).toEqual({ 'invalid-input': result.sent });
    note(`${name}: ${result.sent} generated inputs`, 'each refused: invalid-input');
  }
  expect(await keptFiles(callpath)).toEqual(before);
  expect(await sideEffects()).toEqual([]);
  const polluted = await app.evaluate(() => 'polluted' in {});
  expect(polluted).toBe(false);
  const info = await page.evaluate(() => window.api.appInfo());
  expect(info).toMatchObject({ ok: true });
  note('history, profile, passwords, window, dialogs, browser, clipboard', 'unchanged, not asked');
});

test('what it says of garbage is short, however long the garbage was', async ({ callpath }) => {
  const { page } = await callpath.start();
  const failure = await page.evaluate(() =>
    window.api.setLocale({ locale: 'x'.repeat(5_000_000) } as never),
  );
  expect(failure).toMatchObject({ ok: false, code: 'invalid-input' });
  expect(JSON.stringify(failure).length).toBeLessThan(2_000);
});

test('another origin is not answered', async ({ callpath }) => {
  const { app } = await callpath.start();
  const attacker = await openTakenOverPage(app, preload.path, 'data:text/html,<p>elsewhere</p>');
  const endings = await attacker.evaluate(
    (channels) =>
      Promise.all(channels.map((channel) => window.takenOver.invoke(channel, undefined))),
    ipcCalls.map(ipcChannel),
  );
  expect(new Set(endings)).toEqual(new Set(['not-allowed']));
  note(`all ${ipcCalls.length} calls from a page of another origin`, 'refused: not-allowed');
});

test('a frame inside the page is not answered', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const own = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inner = frame.contentWindow;
    return inner !== null && 'api' in inner;
  });
  expect(own).toBe(false);
  const attacker = await openTakenOverPage(app, preload.path, windowPage);
  await attacker.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.srcdoc = '<p>inside</p>';
    document.body.append(frame);
  });
  await expect.poll(() => attacker.frames().length).toBe(2);
  const frame = attacker.frames().find((one) => one !== attacker.mainFrame());
  await frame?.waitForFunction(() => 'takenOver' in window);
  const endings = await frame?.evaluate(
    (channels) =>
      Promise.all(channels.map((channel) => window.takenOver.invoke(channel, undefined))),
    ipcCalls.map(ipcChannel),
  );
  expect(new Set(endings)).toEqual(new Set(['not-allowed']));
  note(`all ${ipcCalls.length} calls from a frame inside the page`, 'refused: not-allowed');
});

test('the calls of the witness are answered to its own page alone', async ({ callpath }) => {
  const { app } = await callpath.start();
  const attacker = await openTakenOverPage(app, preload.path, windowPage);
  const channels = (Object.keys(witnessCalls) as WitnessCall[]).map(witnessChannel);
  const endings = await attacker.evaluate(
    (all) => Promise.all(all.map((channel) => window.takenOver.invoke(channel, undefined))),
    channels,
  );
  for (const ending of endings) expect(ending).toContain('No handler registered');
  note('the calls of the second witness, from the window', 'no handler');
});
