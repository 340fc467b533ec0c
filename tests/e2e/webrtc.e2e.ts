import { readdir, readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, type Callpath } from './application.ts';
import { openView, sessionRows, startButton } from './steps.ts';
import {
  account,
  checkKinds,
  openPages,
  probeOf,
  profileOf,
  test,
  webrtcKinds,
} from './witness-check.ts';

test('gathers and calls by every path through coturn and the embedded relay', async ({
  callpath,
  coturn,
}) => {
  const { port } = await coturn();
  const [udp, tcp] = [`turn:127.0.0.1:${port}`, `turn:127.0.0.1:${port}?transport=tcp`] as const;
  await callpath.useProfile({ ...profileOf([udp, tcp]), stun: [`stun:127.0.0.1:${port}`] });
  const { page, complaints } = await callpath.start();
  const report = await checkKinds(page);

  for (const [uri, relayProtocol] of [
    [udp, 'udp'],
    [tcp, 'tcp'],
  ] as const) {
    const gathered = probeOf(report, 'webrtc.gather', uri);
    expect(gathered.status).toBe('passed');
    const relayed = gathered.result?.candidates.find(({ type }) => type === 'relay');
    expect(relayed).toMatchObject({ relayProtocol, family: 'IPv4', mdns: false });
    const called = probeOf(report, 'webrtc.call', uri);
    expect(called).toMatchObject({ status: 'passed', transport: relayProtocol });
    expect(called.result?.selectedPair?.local).toMatchObject({ type: 'relay', relayProtocol });
  }
  expect(probeOf(report, 'webrtc.gather', 'all').status).toBe('passed');
  expect(probeOf(report, 'webrtc.gather', `stun:127.0.0.1:${port}`).status).toBe('passed');
  for (const path of ['host', 'baseline']) {
    const { status, result } = probeOf(report, 'webrtc.call', path);
    expect(status).toBe('passed');
    expect(result?.stages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ice-connected', 'dtls-connected', 'channel-open', 'stream']),
    );
    expect(result?.stream?.received).toBeGreaterThan(45);
    expect(result?.samples.length).toBeGreaterThan(3);
  }
  // On loopback nothing is translated, so there is no such path, and it is said so.
  expect(probeOf(report, 'webrtc.call', 'srflx')).toMatchObject({
    status: 'skipped',
    error: { code: 'not-supported' },
  });
  for (const path of ['direct', 'relay']) {
    const { status, result } = probeOf(report, 'webrtc.media', path);
    expect(status).toBe('passed');
    expect(result?.video?.framesDecoded).toBeGreaterThan(20);
    expect(result?.audio?.packetsReceived).toBeGreaterThan(50);
    expect(result?.mos).toBeGreaterThan(3);
  }
  expect(complaints).toEqual([]);
});

test('gives the embedded relay media where no server is named, and measures throughput when asked', async ({
  callpath,
}) => {
  const { page } = await callpath.start();
  const report = await checkKinds(page, [...webrtcKinds], { throughput: true });
  expect(report.probes.map(({ id, status }) => [id, status])).toEqual([
    ['webrtc.gather/all', 'passed'],
    ['webrtc.call/host', 'passed'],
    ['webrtc.call/baseline', 'passed'],
    ['webrtc.media/direct', 'passed'],
    ['webrtc.media/baseline', 'passed'],
  ]);
  expect(probeOf(report, 'webrtc.call', 'host').result?.throughputMbps).toBeGreaterThan(0);
  expect(probeOf(report, 'webrtc.call', 'baseline').result?.throughputMbps).toBeGreaterThan(0);
});

test('tells wrong credentials from a server that cannot be reached', async ({
  callpath,
  coturn,
}) => {
  const wrong = `turn:127.0.0.1:${(await coturn()).port}`;
  const gone = await coturn();
  await gone.stop();
  const closed = `turn:127.0.0.1:${gone.port}?transport=tcp`;
  await callpath.useProfile(profileOf([wrong, closed], { ...account, credential: 'wrong' }));
  const { page } = await callpath.start();
  const report = await checkKinds(page, ['webrtc.gather', 'webrtc.call']);
  const rejected = { status: 'failed', error: { code: 'rejected' } };
  const unreachable = { status: 'failed', error: { code: 'unreachable' } };
  expect(probeOf(report, 'webrtc.gather', wrong)).toMatchObject(rejected);
  expect(probeOf(report, 'webrtc.gather', wrong).result?.errors[0]?.code).toBe(401);
  expect(probeOf(report, 'webrtc.call', wrong)).toMatchObject(rejected);
  expect(probeOf(report, 'webrtc.gather', closed)).toMatchObject(unreachable);
  expect(probeOf(report, 'webrtc.gather', closed).result?.errors[0]?.code).toBe(701);
  expect(probeOf(report, 'webrtc.call', closed)).toMatchObject(unreachable);
  expect(probeOf(report, 'webrtc.call', closed).result?.stages.at(-2)).toMatchObject({
    name: 'gathering',
    status: 'failed',
  });
});

test('calls a server that answers STUN and refuses TURN what it is', async ({
  callpath,
  stunServer,
}) => {
  const { port } = await stunServer();
  const uri = `turn:127.0.0.1:${port}`;
  await callpath.useProfile({ ...profileOf([uri]), stun: [`stun:127.0.0.1:${port}`] });
  const { page } = await callpath.start();
  const report = await checkKinds(page, ['webrtc.gather', 'webrtc.call']);
  expect(probeOf(report, 'webrtc.gather', `stun:127.0.0.1:${port}`).status).toBe('passed');
  const gathered = probeOf(report, 'webrtc.gather', uri);
  expect(gathered.status).toBe('failed');
  expect(gathered.result?.candidates.some(({ type }) => type === 'relay')).toBe(false);
  expect(probeOf(report, 'webrtc.call', uri)).toMatchObject({ status: 'failed' });
});

for (const kind of ['webrtc.call', 'webrtc.media'] as const) {
  test(`says where and when a call ended whose server died in the middle: ${kind}`, async ({
    callpath,
    coturn,
  }) => {
    const server = await coturn();
    const uri = `turn:127.0.0.1:${server.port}`;
    await callpath.useProfile(profileOf([uri]));
    const { page } = await callpath.start();
    const checked = checkKinds(page, [kind]);
    const target = kind === 'webrtc.call' ? uri : 'relay';
    await sawState(page, `${kind}/${target}`, 'streaming');
    server.kill();
    const report = await checked;
    const probe = probeOf(report, kind, target);
    expect(probe).toMatchObject({
      status: 'failed',
      error: { code: 'timeout' },
      result: { connected: true },
    });
    const failed = probe.result?.stages.find(({ status }) => status === 'failed');
    expect(failed?.name).toBe('stream');
    expect(failed?.atMs).toBeGreaterThan(0);
    const direct = kind === 'webrtc.call' ? 'host' : 'direct';
    expect(probeOf(report, kind, direct).status).toBe('passed');
  });
}

test('closes every call when the check is cancelled', async ({ callpath, coturn }) => {
  const { port } = await coturn();
  const uri = `turn:127.0.0.1:${port}`;
  await callpath.useProfile(profileOf([uri]));
  const { app, page } = await callpath.start();
  const checked = checkKinds(page, ['webrtc.call', 'webrtc.media']);
  await sawState(page, 'webrtc.media/relay', 'streaming');
  expect((await openPages(app)).length).toBeGreaterThan(1);
  await page.evaluate(() => window.api.cancelCheck());
  const report = await checked;
  expect(report.session.status).toBe('cancelled');
  const media = probeOf(report, 'webrtc.media', 'relay');
  expect(media).toMatchObject({ status: 'inconclusive', error: { code: 'cancelled' } });
  expect(media.result?.stages.at(-1)?.name).toBe('closed');
  await expect.poll(() => openPages(app)).toEqual(['app://callpath/index.html']);
});

test('closes every call and keeps the check when the window is closed', async ({
  callpath,
  coturn,
}) => {
  const { port } = await coturn();
  await callpath.useProfile(profileOf([`turn:127.0.0.1:${port}`]));
  const first = await callpath.start();
  await watchStates(first.page);
  await startButton(first.page).click();
  await sawState(first.page, 'webrtc.media/relay', 'streaming');
  const closed = first.app.waitForEvent('close');
  await first.page.close();
  await closed;

  const { page } = await callpath.start();
  await openView(page, 'history');
  await expect(sessionRows(page)).toHaveCount(1);
  const status = await page.evaluate(async () => {
    const list = await window.api.listSessions({ before: null, limit: 10 });
    return list.ok ? list.value.sessions[0]?.status : null;
  });
  expect(status).toBe('cancelled');
});

test('goes on without the page of the calls when that page dies', async ({ callpath, coturn }) => {
  const { port } = await coturn();
  await callpath.useProfile(profileOf([`turn:127.0.0.1:${port}`]));
  const { app, page } = await callpath.start();
  const checked = checkKinds(page, ['webrtc.media', 'local.interfaces']);
  await sawState(page, 'webrtc.media/relay', 'streaming');
  await app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) {
      if (contents.getURL().includes('witness')) contents.forcefullyCrashRenderer();
    }
  });
  const report = await checked;
  expect(report.session.status).toBe('completed');
  expect(probeOf(report, 'webrtc.media', 'relay')).toMatchObject({
    status: 'inconclusive',
    error: { code: 'internal' },
  });
});

test('keeps credentials out of the report and of everything on the disk', async ({
  callpath,
  coturn,
}) => {
  const { port } = await coturn();
  await callpath.useProfile(profileOf([`turn:127.0.0.1:${port}`]));
  const { app, page } = await callpath.start();
  const report = await checkKinds(page);
  expect(JSON.stringify(report)).not.toContain(account.credential);
  await app.close();
  const holding = await filesWith(callpath, account.credential);
  // Where the test itself wrote it.
  expect(holding).toEqual(['profile.json']);
});

test('gives the page of the calls no device and nothing of the window', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  const checked = checkKinds(page, ['webrtc.media']);
  await sawState(page, 'webrtc.media/direct', 'streaming');
  const seen = await app.evaluate(async ({ webContents }) => {
    const pages = webContents.getAllWebContents().filter((contents) => {
      return contents.getURL() === 'app://callpath/witness.html';
    });
    const preferences = pages.map((contents) =>
      (contents as unknown as { getLastWebPreferences: () => unknown }).getLastWebPreferences(),
    );
    const asked = pages.map((contents) =>
      contents.executeJavaScript(`Promise.all([
        navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', () => 'denied'),
        'api' in window, 'require' in window, 'process' in window,
      ])`),
    );
    return { preferences, asked: await Promise.all(asked) };
  });
  await checked;
  expect(seen.preferences).toEqual([
    expect.objectContaining({ sandbox: true, contextIsolation: true, nodeIntegration: false }),
  ]);
  expect(seen.asked).toEqual([['denied', false, false, false]]);
});

/** Remembers the states that the check tells; the page is watched once. */
async function watchStates(page: Page): Promise<void> {
  await page.evaluate(() => {
    if ('states' in window) return;
    const states: string[] = [];
    Object.assign(window, { states });
    window.api.onCheckEvent((event) => {
      if (event.type === 'live') states.push(`${event.probeId} ${event.live.state}`);
    });
  });
}

async function sawState(page: Page, probeId: string, state: string): Promise<void> {
  await watchStates(page);
  await page.waitForFunction(
    (wanted) => (window as unknown as { states: string[] }).states.includes(wanted),
    `${probeId} ${state}`,
    { polling: 20 },
  );
}

/** The files of the user data folder that hold a text, by their names. */
async function filesWith(callpath: Callpath, text: string): Promise<string[]> {
  const entries = await readdir(callpath.userData, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const holding = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const content = await readFile(`${parentPath}/${name}`);
      return content.includes(text) || content.includes(Buffer.from(text, 'utf16le')) ? [name] : [];
    }),
  );
  return holding.flat();
}
