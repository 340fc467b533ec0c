import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';
import { requireElectron } from '../../build/electron-runtime.ts';
import { expect, test } from './application.ts';
import { startButton } from './steps.ts';
import { note, printTried } from './tried-holes.ts';

/** What of Electron's security checklist would open something: windows, webviews, downloads, devices, other programs. */

const schemes = ['callpath', 'app', 'stun', 'turn', 'turns', 'tel', 'sip'];

test.afterAll(() => {
  printTried();
});

/** Every web page that the application has, whatever opened it. */
function allPages(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getURL()),
  );
}

/** Records what the system is asked to open instead of asking it. */
async function watchBrowser(app: ElectronApplication): Promise<() => Promise<string[]>> {
  const seen = await app.evaluateHandle(({ shell }) => {
    const addresses: string[] = [];
    const record = (address: string) => {
      addresses.push(address);
      return Promise.resolve('');
    };
    Object.assign(shell, { openExternal: record, openPath: record });
    return addresses;
  });
  return () => seen.jsonValue();
}

test('no link opens a window, the browser or another program', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const opened = await watchBrowser(app);
  const addresses = [
    'https://example.org/',
    'http://127.0.0.1/',
    'mailto:someone@example.org',
    'file:///etc/passwd',
    'ms-msdt:/id',
    'callpath://settings',
    'javascript:alert(1)',
    'data:text/html,<p>x</p>',
    'about:blank',
    'app://callpath/witness.html',
  ];
  for (const address of addresses) {
    const isOpen = await page.evaluate((wanted) => {
      // `_top` with about:blank is the test below.
      const targets = ['_blank', 'other', ...(wanted === 'about:blank' ? [] : ['_top'])];
      const link = document.createElement('a');
      link.href = wanted;
      for (const target of targets) {
        link.target = target;
        document.body.append(link);
        link.click();
        link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }));
      }
      return window.open(wanted, '_blank', 'noopener=no') !== null;
    }, address);
    expect(isOpen, address).toBe(false);
  }
  await page.waitForTimeout(500);
  expect(await allPages(app)).toEqual(['app://callpath/index.html']);
  expect(await opened()).toEqual([]);
  note(`links and window.open to ${addresses.length} kinds of address`, 'refused, nothing opened');
});

test('the window comes back where its page left itself', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  await page.evaluate(() => {
    location.href = 'about:blank';
  });
  await expect(startButton(page)).toBeVisible();
  expect(await allPages(app)).toEqual(['app://callpath/index.html']);
  note('navigation to about:blank, of which Electron tells too late', 'own page loaded again');
});

test('no webview is attached', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const element = await page.evaluate(() => {
    const view = document.createElement('webview');
    document.body.append(view);
    return 'getWebContentsId' in view;
  });
  expect(element).toBe(false);
  const attempts = await app.evaluateHandle(async ({ BrowserWindow }) => {
    const refused: boolean[] = [];
    // A window that somebody had forgotten to harden: the application refuses for all of them.
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
    window.webContents.on('will-attach-webview', ({ defaultPrevented }) => {
      refused.push(defaultPrevented);
    });
    await window.loadURL('app://callpath/index.html');
    await window.webContents.executeJavaScript(
      `const view = document.createElement('webview'); view.src = 'data:text/html,x'; document.body.append(view); 0`,
    );
    return refused;
  });
  await expect.poll(() => attempts.jsonValue()).toEqual([true]);
  const kinds = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getType()),
  );
  expect(kinds).not.toContain('webview');
  note('webview in the window; in a window that allows them', 'no such element; not attached');
});

test('nothing is downloaded', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const refused = await app.evaluateHandle(({ session }) => {
    const seen: boolean[] = [];
    session.defaultSession.on('will-download', ({ defaultPrevented }) => {
      seen.push(defaultPrevented);
    });
    return seen;
  });
  await page.evaluate(() => {
    const blob = URL.createObjectURL(new Blob(['bad'], { type: 'application/octet-stream' }));
    for (const address of [blob, 'data:application/octet-stream,bad']) {
      const link = document.createElement('a');
      Object.assign(link, { href: address, download: 'bad.exe' });
      document.body.append(link);
      link.click();
    }
  });
  await expect.poll(() => refused.jsonValue()).toEqual([true, true]);
  note('downloads from blob: and data:', 'prevented');
});

test('no page gets a permission, a device or the clipboard', async ({ callpath }) => {
  const { page } = await callpath.start();
  await startButton(page).waitFor();
  const endings = await page.evaluate(async () => {
    const given: Record<string, () => Promise<unknown>> = {
      location: () =>
        new Promise((resolve, reject) => {
          navigator.geolocation.getCurrentPosition(resolve, reject);
        }),
      notifications: async () => {
        const answer = await Notification.requestPermission();
        if (answer !== 'granted') throw new Error(answer);
      },
      'clipboard, reading': () => navigator.clipboard.readText(),
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
      midi: () => navigator.requestMIDIAccess({ sysex: true }),
      'full screen': () => document.documentElement.requestFullscreen(),
      'wake lock': () => navigator.wakeLock.request(),
    };
    const devices = navigator as unknown as Record<
      string,
      { requestDevice: (filter: object) => Promise<unknown> } | undefined
    >;
    for (const name of ['usb', 'hid', 'bluetooth']) {
      given[name] = () => devices[name]?.requestDevice({ filters: [] }) ?? Promise.reject();
    }
    const late = (limitMs: number) =>
      new Promise((_resolve, reject) => {
        setTimeout(reject, limitMs, new Error('no answer'));
      });
    const tried = Object.entries(given).map(async ([name, ask]) => {
      const ending = await Promise.race([ask(), late(3_000)]).then(
        () => 'given',
        (error: unknown) => (error instanceof Error ? error.name : 'refused'),
      );
      return [name, ending] as const;
    });
    return Object.fromEntries(await Promise.all(tried));
  });
  for (const [name, ending] of Object.entries(endings)) {
    expect(ending, name).not.toBe('given');
    note(`permission: ${name}`, `refused (${ending})`);
  }
});

test('no address of another program leads here', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const registered = await app.evaluate(
    ({ app: electron }, all) => all.filter((scheme) => electron.isDefaultProtocolClient(scheme)),
    schemes,
  );
  expect(registered).toEqual([]);
  const before = await readFile(callpath.path('profile.json'), 'utf8').catch(() => null);
  const runtime = requireElectron();
  const second = spawn(runtime.executable, [
    ...runtime.appArgs,
    ...callpath.args,
    'callpath://addServer?uri=turn:evil.example.org',
  ]);
  await once(second, 'close');
  const settings = await page.evaluate(() => window.api.getSettings());
  expect(settings).toMatchObject({ ok: true, value: { servers: [] } });
  expect(await readFile(callpath.path('profile.json'), 'utf8').catch(() => null)).toBe(before);
  expect(await allPages(app)).toEqual(['app://callpath/index.html']);
  note(`protocol handlers for ${schemes.join(', ')}`, 'none registered');
  note('a start with callpath://… as argument', 'shows the window, does nothing else');
});
