import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { fromBufferPromise } from 'yauzl';
import { buffer } from 'node:stream/consumers';
import { expect, t, test } from './application.ts';
import { look } from './look.ts';
import { answerSaveDialog, check, startButton } from './steps.ts';

/** Help > Save diagnostics of Callpath: one file that helps to find a fault, and says nothing of who and where. */

async function entriesOf(path: string): Promise<Map<string, string>> {
  const entries = new Map<string, string>();
  const zip = await fromBufferPromise(await readFile(path), { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const text = (await buffer(await zip.openReadStreamPromise(entry))).toString();
    entries.set(entry.fileName, text);
  }
  return entries;
}

test('saves one file without names, addresses, passwords and checks, and says where', async ({
  callpath,
  stunServer,
}) => {
  const server = await stunServer();
  await callpath.useProfile({
    name: 'secret-branch',
    stun: [server.uri, 'stun:stun.example.org:3478'],
    turn: [{ uri: 'turn:84.17.3.9:3478', username: 'alice.smith', credential: 'hunter2-secret' }],
    probes: ['local.interfaces', 'stun.binding'],
    supportContact: 'help@example.org',
  });
  const { app, page } = await callpath.start();
  await check(page);
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('refused by relay.example.org (84.17.3.9): password=hunter2-secret');
    });
  });
  await page.getByText(t('trouble.main.idle')).waitFor();
  const target = callpath.path('diagnostics.zip');
  await answerSaveDialog(app, target);
  await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('saveDiagnostics')?.click();
  });
  await page.getByText(t('trouble.diagnostics.saved', { path: target })).waitFor();
  await look(app, page, 'trouble-diagnostics-saved');

  const entries = await entriesOf(target);
  expect([...entries.keys()]).toEqual([
    'README.txt',
    'about.json',
    'settings.json',
    'history.json',
    'notices.json',
    'policy.json',
    'logs/callpath.log',
  ]);
  expect(JSON.parse(entries.get('about.json') ?? '')).toMatchObject({
    callpath: expect.stringMatching(/^\d/) as unknown,
    system: { platform: process.platform, arch: process.arch },
  });
  expect(JSON.parse(entries.get('settings.json') ?? '')).toMatchObject({
    servers: {
      source: 'user',
      value: [{ type: 'stun' }, { type: 'stun' }, { type: 'turn', hasUsername: true }],
    },
    supportContact: { value: true },
  });
  expect(JSON.parse(entries.get('policy.json') ?? '')).toMatchObject({
    state: 'none',
    problems: [],
  });
  expect(JSON.parse(entries.get('history.json') ?? '')).toMatchObject({
    isOpen: true,
    verified: { ok: true, value: { checked: 1, problems: [] } },
  });
  expect(entries.get('logs/callpath.log')).toContain('error main-error');
  const all = [...entries.values()].join('\n');
  const kept = ['alice', 'hunter2', 'example.org', '84.17', 'secret-branch', os.hostname()];
  expect(kept.filter((text) => all.includes(text))).toEqual([]);
});

test('says why it could not save, and leaves the file that was there', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  await writeFile(callpath.path('a-file'), 'kept');
  await answerSaveDialog(app, callpath.path('a-file/in-a-file.zip'));
  await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('saveDiagnostics')?.click();
  });
  await expect(page.locator('[data-sonner-toast]')).toContainText('in-a-file.zip');
  expect(await readFile(callpath.path('a-file'), 'utf8')).toBe('kept');
});
