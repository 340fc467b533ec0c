import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from './application.ts';
import { startButton } from './steps.ts';

test('the page cannot reach Node or Electron', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
  const reachable = await page.evaluate((all) => all.filter((name) => name in window), names);
  expect(reachable).toEqual([]);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // What the window really has, which Electron's types do not tell.
    const contents = window?.webContents as unknown as { getLastWebPreferences: () => unknown };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the page stays where it is and opens nothing', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const refused = await app.evaluateHandle(({ BrowserWindow }) => {
    const seen: string[] = [];
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('will-frame-navigate', ({ url, defaultPrevented }) => {
      if (defaultPrevented) seen.push(url);
    });
    return seen;
  });
  const addresses = ['https://example.org/', 'app://callpath/elsewhere.html'];
  for (const address of addresses) {
    await page.evaluate((wanted) => {
      location.href = wanted;
    }, address);
    await expect.poll(() => refused.jsonValue()).toContain(address);
  }
  const opened = await page.evaluate(() => window.open('https://example.org/') !== null);
  expect(opened).toBe(false);
  // Asked in the main process: Playwright itself would wait for the end of a navigation that was refused.
  const shown = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );
  expect(shown).toEqual(['app://callpath/index.html']);
});

test('the page loads nothing from a network, not even from this computer', async ({ callpath }) => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { page } = await callpath.start();
  const outcome = await page.evaluate(async (address) => {
    const image = new Image();
    const loaded = new Promise<string>((resolve) => {
      image.onload = () => {
        resolve('loaded');
      };
      image.onerror = () => {
        resolve('refused');
      };
    });
    image.src = address;
    const fetched = await fetch(address).then(
      () => 'loaded',
      () => 'refused',
    );
    return [fetched, await loaded];
  }, `http://127.0.0.1:${port}/`);
  server.close();
  expect(outcome).toEqual(['refused', 'refused']);
  expect(requests).toBe(0);
});

test('the page runs no script that was not shipped', async ({ callpath }) => {
  const { page } = await callpath.start();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    return 'ran' in window;
  });
  expect(ran).toBe(false);
});

test('the page gets no permission', async ({ callpath }) => {
  const { page } = await callpath.start();
  const states = await page.evaluate(() =>
    Promise.all(
      (['camera', 'microphone', 'geolocation', 'notifications'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
});

test('only files of the window are served to it', async ({ callpath }) => {
  const { page } = await callpath.start();
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['app://callpath/..%2fmain%2fmain.js', 'app://elsewhere/index.html'].map((address) =>
        fetch(address).then(
          ({ status }) => status,
          () => 'refused',
        ),
      ),
    ),
  );
  expect(statuses).toEqual(['refused', 'refused']);
});

test('input that the contract does not know is refused', async ({ callpath }) => {
  const { page } = await callpath.start();
  const outcomes = await page.evaluate(() => {
    const api = window.api as unknown as Record<string, (input: unknown) => Promise<unknown>>;
    return Promise.all([
      api['openSession']?.({ id: '../../etc/passwd' }),
      api['startCheck']?.({ probes: ['rm -rf'] }),
      api['copyText']?.({ text: 1 }),
      api['addServer']?.({ type: 'stun', uri: 'http://example.org' }),
    ]);
  });
  const refused = expect.objectContaining({ ok: false, code: 'invalid-input' }) as unknown;
  expect(outcomes).toEqual([refused, refused, refused, refused]);
});
