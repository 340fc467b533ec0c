import type { Page } from '@playwright/test';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult, Report } from '../../shared/report.ts';
import { diagnose } from '../../electron/diagnosis/diagnose.ts';
import { sealReport } from '../../electron/report/json.ts';
import { openScriptedServer } from '../../electron/turn/testing/scripted-server.ts';
import { hostileText } from '../cli/stun-server.ts';
import { readRecording } from '../record/recording.ts';
import { expect, t, test } from './application.ts';
import { look } from './look.ts';
import { Stage } from './stage.ts';
import { check, openView, sessionRows, startButton, verdict } from './steps.ts';

/** Tests that a person's profile may be reduced to: what Chromium calls has its own suite. */
const probes = ['local.interfaces', 'relay.baseline', 'stun.binding', 'turn.allocate'];

/** How far the page is wider than the window, in pixels. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

function judged(recorded: Report['probes']): Report {
  const { session } = readRecording('one-silent');
  const { status, profile, startedAt } = session;
  const evidence = { status, profile, startedAt, probes: recorded };
  const header = { schema: 'callpath-report', version: 1, session } as const;
  return sealReport({ ...header, ...diagnose(evidence, t), probes: recorded });
}

test('shows a finding whose tests are missing', async ({ callpath }) => {
  const running = await callpath.start();
  const { page, complaints } = running;
  const report = judged(readRecording('one-silent').probes);
  const [finding] = report.findings;
  const kept = report.probes.filter(({ id }) => !finding?.evidence.includes(id));
  await new Stage(running, 'en').showReport({ ...report, probes: kept });
  await expect(page.getByText(finding?.title ?? '').first()).toBeVisible();
  await page
    .getByRole('button', { name: t('window.result.tests', { count: 1 }) })
    .first()
    .click();
  await expect(page.getByText(t('window.test.none')).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('shows tests that crashed, and blames nobody for it', async ({ callpath }) => {
  const running = await callpath.start();
  const { page, complaints } = running;
  const message = t('probe.error.internal', { reason: 'x is not a function' });
  const crashed = readRecording('good').probes.map((probe): ProbeResult => {
    return { ...probe, status: 'inconclusive', result: null, error: { code: 'internal', message } };
  });
  await new Stage(running, 'en').showReport(judged(crashed));
  await expect(verdict(page)).toHaveAttribute('data-level', 'inconclusive');
  await page.getByRole('button', { name: t('window.test.title') }).click();
  await page.locator('tbody button').first().click();
  await expect(page.getByText(message).first()).toBeVisible();
  await look(running.app, page, 'bad-crashed', { fullPage: true });
  expect(complaints).toEqual([]);
});

test('checks 200 servers, and the window stays usable', async ({ callpath, stunServer }) => {
  test.setTimeout(120_000);
  const servers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => stunServer(index % 20 === 0 ? 'silent' : 'correct')),
  );
  await callpath.useProfile({ name: 'many', probes, stun: servers.map(({ uri }) => uri) });
  const { app, page, complaints } = await callpath.start();
  await startButton(page).click();
  // While it runs: another view, and back.
  await openView(page, 'settings');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('window.settings.title'));
  await openView(page, 'check');
  await verdict(page).waitFor({ timeout: 60_000 });
  await expect(verdict(page)).toHaveAttribute('data-level', 'degraded');
  await expect(verdict(page)).toContainText('200');
  const picture = page.getByRole('region', { name: t('window.path.title') });
  await expect(picture.getByText(/more servers|servers/).first()).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await look(app, page, 'bad-200-servers', { fullPage: true });
  await page.getByRole('button', { name: t('window.test.title') }).click();
  await page.getByRole('searchbox').fill(`:${servers[40]?.port ?? 0}`);
  const tests = page.getByRole('group', { name: t('window.test.title') }).locator('tbody tr');
  await expect(tests).toHaveCount(1);
  await expect(tests).toContainText(`${servers[40]?.port ?? 0}`);
  await openView(page, 'history');
  await expect(sessionRows(page)).toHaveCount(1);
  expect(complaints).toEqual([]);
});

test('has room for server names of 253 characters, and for Chinese ones', async ({ callpath }) => {
  const label = 'a-very-long-name-that-somebody-chose-for-a-server-of-theirs';
  const long = `${[label, label, label, label].join('.').slice(0, 245)}.invalid`;
  const chinese = '通话服务器.例子.invalid';
  await callpath.useProfile({
    name: '长名字',
    probes,
    stun: [`stun:${long}`, `stun:${chinese}`],
    turn: [{ uri: `turn:${long}?transport=tcp`, username: '用户'.repeat(40), credential: 'x' }],
  });
  const { app, page, complaints } = await callpath.start();
  await startButton(page).waitFor();
  expect(await overflow(page)).toBe(0);
  await check(page);
  await expect(page.getByText(chinese).first()).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await look(app, page, 'bad-names', { fullPage: true });
  await page.getByRole('button', { name: t('window.test.title') }).click();
  expect(await overflow(page)).toBe(0);
  await openView(page, 'settings');
  await expect(page.getByText(chinese).first()).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await look(app, page, 'bad-names-settings', { fullPage: true });
  await openView(page, 'history');
  expect(await overflow(page)).toBe(0);
  expect(complaints).toEqual([]);
});

test('shows what a server says as text, however it is meant', async ({ callpath, stunServer }) => {
  const [version, reason] = [await stunServer('hostile'), await stunServer('hostile-error')];
  const relay = await openScriptedServer(() => ({
    error: 400,
    reason: hostileText,
    attributes: [{ name: 'SOFTWARE', value: hostileText }],
  }));
  try {
    const account = { username: '<b>alice</b>', credential: 'x' };
    await callpath.useProfile({
      name: '<i>office</i>',
      probes,
      stun: [version.uri, reason.uri],
      turn: [{ uri: `turn:127.0.0.1:${relay.endpoint.port}`, ...account }],
      supportContact: '<script>document.title="seized"</script>',
    });
    const { app, page, complaints } = await callpath.start();
    await check(page);
    await page.getByRole('button', { name: t('window.test.title') }).click();
    const rows = page.locator('tbody').getByRole('button', { expanded: false });
    for (let left = await rows.count(); left > 0; left -= 1) await rows.first().click();
    await expect(page.getByText('<img src=x onerror=').first()).toBeVisible();
    await expect(page.locator('img[src="x"], script:not([src])')).toHaveCount(0);
    await expect(page).not.toHaveTitle('seized');
    expect(await overflow(page)).toBe(0);
    const shown = await page.locator('main').innerText();
    expect(shown).not.toMatch(/[^\P{C}\n\t]/u);
    await look(app, page, 'bad-reasons', { fullPage: true });
    expect(complaints).toEqual([]);
  } finally {
    await relay.close();
  }
});

test('goes on in another language when that is chosen during a check', async ({
  callpath,
  stunServer,
}) => {
  const chinese = createTranslate('zh-CN');
  const server = await stunServer('silent');
  await callpath.useProfile({ name: 'office', probes, stun: [server.uri] });
  const { page, complaints } = await callpath.start();
  await startButton(page).click();
  await openView(page, 'settings');
  await page.getByRole('combobox', { name: t('window.settings.language') }).selectOption('zh-CN');
  await page.getByRole('link', { name: chinese('window.nav.check'), exact: true }).click();
  const result = page.getByRole('region', { name: chinese('window.result.verdict') });
  await result.waitFor();
  await expect(result).toContainText(chinese('verdict.headline.all-servers-silent'));
  await expect(page.locator('main')).not.toContainText(t('window.result.findings'));
  expect(complaints).toEqual([]);
});
