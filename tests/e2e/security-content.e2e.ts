import { expect, test } from './application.ts';
import { listenForAttempts, tryEveryWay } from './network-attempts.ts';
import { startButton } from './steps.ts';
import { note, printTried } from './tried-holes.ts';
import { checkKinds } from './witness-check.ts';

/** What of Electron's security checklist a page's content could break. */

test.afterAll(() => {
  printTried();
});

test('every page lives in the sandbox, apart from Node and from Electron', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const seen = await app.evaluateHandle(({ app: electron, webContents }) => {
    const pages: { address: string; preferences: unknown }[] = [];
    const look = (contents: Electron.WebContents) => {
      const { getLastWebPreferences } = contents as unknown as {
        getLastWebPreferences: () => unknown;
      };
      const preferences = getLastWebPreferences.call(contents);
      pages.push({ address: contents.getURL(), preferences });
    };
    for (const contents of webContents.getAllWebContents()) look(contents);
    electron.on('web-contents-created', (_event, contents) => {
      contents.once('did-finish-load', () => {
        look(contents);
      });
    });
    return pages;
  });
  await checkKinds(page, ['webrtc.call']);
  const pages = await seen.jsonValue();
  expect(pages.map(({ address }) => address.split('?')[0])).toEqual(
    expect.arrayContaining(['app://callpath/index.html', 'app://callpath/witness.html']),
  );
  for (const { address, preferences } of pages) {
    expect(preferences, address).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    });
    for (const name of ['nodeIntegrationInWorker', 'experimentalFeatures']) {
      expect(preferences, address).not.toHaveProperty(name, true);
    }
    expect((preferences as { enableBlinkFeatures?: string }).enableBlinkFeatures ?? '').toBe('');
    note(`sandbox, isolation, web security of ${address}`, 'on; no Node, no experiments');
  }
});

test('the page is served with a strict policy', async ({ callpath }) => {
  const { app } = await callpath.start();
  const headers = await app.evaluate(async ({ session }) => {
    const answer = await session.defaultSession.fetch('app://callpath/index.html');
    return Object.fromEntries(answer.headers);
  });
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  for (const weakness of ['unsafe-inline', 'unsafe-eval', 'http:', 'https:', '*', 'file:']) {
    expect(policy).not.toContain(weakness);
  }
  expect(headers['x-content-type-options']).toBe('nosniff');
  note('policy of app://callpath/index.html', policy);
});

test('no text becomes a program', async ({ callpath }) => {
  const { page } = await callpath.start();
  await startButton(page).waitFor();
  // In a task of the page's own: what the debugger evaluates may use eval in any page.
  const endings = await page.evaluate(
    () =>
      new Promise<Record<string, string>>((resolve) => {
        const found: Record<string, string> = {};
        const violations: string[] = [];
        document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
          violations.push(violatedDirective);
        });
        setTimeout(() => {
          const attempt = (name: string, run: () => unknown) => {
            try {
              found[name] = String(run());
            } catch (error) {
              found[name] = (error as Error).name;
            }
          };
          attempt('eval', () => (0, eval)('"ran"'));
          attempt('Function', () => (new Function('return "ran"') as () => string)());
          const holder = document.createElement('div');
          holder.innerHTML = '<img src="data:," onerror="document.title = \'ran\'">';
          document.body.append(holder);
          const link = document.createElement('a');
          link.href = "javascript:document.title = 'ran'";
          document.body.append(link);
          link.click();
          setTimeout(() => {
            found['inline handler, javascript: link'] = document.title;
            found['violations'] = violations.sort().join(' ');
            resolve(found);
          }, 500);
        }, 0);
      }),
  );
  expect(endings).toMatchObject({ eval: 'EvalError', Function: 'EvalError' });
  expect(endings['inline handler, javascript: link']).not.toBe('ran');
  expect(endings['violations']).toContain('script-src');
  note('eval, new Function', 'EvalError');
  note('inline event handler, javascript: link', 'refused by the policy');
});

test('no page reaches a network by any way', async ({ callpath }) => {
  const listening = await listenForAttempts();
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  // The control: from outside of the pages it can be reached.
  await fetch(`http://127.0.0.1:${listening.tcpPort}/`);
  expect(listening.arrived()).toBe(1);
  const address = `http://127.0.0.1:${listening.tcpPort}/`;
  const endings = await page.evaluate(tryEveryWay, address);
  expect(listening.arrived()).toBe(1);
  note(`${Object.keys(endings).length} ways to a network, from the window`, 'nothing arrived');

  await checkKinds(page, ['webrtc.call']);
  const other = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }) => {
    const webPreferences = { partition: 'witness', sandbox: true };
    void new BrowserWindow({ show: false, webPreferences }).loadURL('app://callpath/witness.html');
  });
  const witness = await other;
  await witness.waitForLoadState();
  const fromWitness = await witness.evaluate(tryEveryWay, address);
  // Each by name: the order is that in which the attempts ended.
  expect(Object.keys(fromWitness).sort()).toEqual(Object.keys(endings).sort());
  expect(listening.arrived()).toBe(1);
  listening.close();
  note("the same ways, from the witness's page", 'nothing arrived');
});

test('the window sends no call data of its own', async ({ callpath }) => {
  const listening = await listenForAttempts();
  const { page } = await callpath.start();
  await startButton(page).waitFor();
  await page
    .evaluate(
      async (port) => {
        const connection = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:127.0.0.1:${port.udp}` },
            { urls: `turn:127.0.0.1:${port.tcp}?transport=tcp`, username: 'x', credential: 'y' },
          ],
        });
        connection.createDataChannel('x');
        await connection.setLocalDescription();
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        connection.close();
      },
      { udp: listening.udpPort, tcp: listening.tcpPort },
    )
    .catch(() => undefined);
  expect(listening.arrived()).toBe(0);
  listening.close();
  note('RTCPeerConnection to a STUN and a TURN server, from the window', 'nothing arrived');
});

test('files of this computer are out of reach', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  const endings = await page.evaluate(async () => {
    const image = new Image();
    const shown = new Promise<string>((resolve) => {
      image.onload = () => {
        resolve('loaded');
      };
      image.onerror = () => {
        resolve('refused');
      };
    });
    image.src = 'file:///usr/share/pixmaps/debian-logo.png';
    const read = await fetch('file:///etc/passwd').then(
      () => 'loaded',
      () => 'refused',
    );
    const opened = window.open('file:///etc/passwd') === null ? 'refused' : 'opened';
    location.href = 'file:///etc/passwd';
    return [read, await shown, opened];
  });
  expect(endings).toEqual(['refused', 'refused', 'refused']);
  const shown = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );
  expect(shown).toEqual(['app://callpath/index.html']);
  note('file: by fetch, image, new window, navigation', 'refused');
});
