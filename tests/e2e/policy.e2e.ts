import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { createTranslate } from '../../shared/messages/translate.ts';
import { noRedaction } from '../../shared/redaction.ts';
import type { Report } from '../../shared/report.ts';
import { type Callpath, expect, test } from './application.ts';
import { keepReport, sentReport } from './exchanged-report.ts';
import { answerSaveDialog, check, verdict } from './steps.ts';

/** The policy as the main process enforces it: a page that was taken over gets no further than an honest one. */

const organisation = 'Contoso IT';

test.beforeEach(({ callpath }) => {
  process.env['CALLPATH_POLICY'] = callpath.path('policy.json');
});
test.afterEach(() => {
  delete process.env['CALLPATH_POLICY'];
});

/** In one step, as a deployment does. */
async function putPolicy(callpath: Callpath, policy: unknown): Promise<void> {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  const file = callpath.path('policy.json');
  await writeFile(`${file}.new`, text, { mode: 0o644 });
  await rename(`${file}.new`, file);
}

function settings(page: Page) {
  return page.evaluate(async () => {
    const outcome = await window.api.getSettings();
    if (!outcome.ok) throw new Error(outcome.message);
    return outcome.value;
  });
}

test('a broken policy stops nothing, and is said in the window with its place', async ({
  callpath,
}) => {
  await putPolicy(callpath, '{\n  "servers": {\n');
  const { page, complaints } = await callpath.start();
  await expect(page.getByText(callpath.path('policy.json'))).toContainText('line 3');
  const { policy, defaults } = await settings(page);
  expect(policy).toMatchObject({ state: 'broken', organisation: null, locked: ['updates'] });
  expect(policy.problems).toHaveLength(1);
  expect(defaults.updates).toEqual({ enabled: false, url: null });
  const refused = await page.evaluate(() =>
    window.api.setUserSetting({ setting: 'updates', value: { enabled: true } }),
  );
  expect(refused).toMatchObject({ ok: false, code: 'locked-by-policy' });
  await check(page);
  await expect(verdict(page)).toBeVisible();
  await expect
    .poll(() => readFile(callpath.path('logs/callpath.log'), 'utf8').catch(() => ''))
    .toMatch(/policy-problem.*not-json.*line 3/);
  expect(complaints).toEqual([]);
});

test('a policy that ordinary users may write is in effect, and said', async ({ callpath }) => {
  await putPolicy(callpath, { organisation, locale: 'en' });
  await chmod(callpath.path('policy.json'), 0o666);
  const { page } = await callpath.start();
  await expect(page.getByText(callpath.path('policy.json')).first()).toBeVisible();
  const { policy } = await settings(page);
  expect(policy).toMatchObject({ state: 'active', organisation, locked: ['locale'] });
  expect(policy.problems.join()).toContain(callpath.path('policy.json'));
});

test('what is locked is refused to the page, and nothing is written', async ({
  callpath,
  stunServer,
}) => {
  const [ours, theirs] = await Promise.all([stunServer(), stunServer()]);
  await callpath.useProfile({ name: 'office', stun: [theirs.uri] });
  const before = await readFile(callpath.path('profile.json'), 'utf8');
  await putPolicy(callpath, {
    organisation,
    servers: { stun: [ours.uri] },
    locale: 'en',
    redaction: { ...noRedaction, names: true },
    exportFolder: callpath.userData,
    supportContact: 'help@example.org',
    retention: { maxAgeDays: 30, maxSizeMiB: null },
    updates: { enabled: false },
  });
  const { page } = await callpath.start();
  const { servers, supportContact } = await settings(page);
  expect(servers).toMatchObject([{ uri: ours.uri, isPreset: true }]);
  expect(supportContact).toBe('help@example.org');
  const answers = await page.evaluate(
    async ([id, uri]) => {
      const { api } = window;
      const server = { type: 'stun', uri } as const;
      return [
        await api.addServer(server),
        await api.updateServer({ id, server }),
        await api.removeServer({ id }),
        await api.restoreServer({ id }),
        await api.setLocale({ locale: 'zh-CN' }),
        await api.setRetention({ maxAgeDays: 1, maxSizeMiB: null }),
        await api.setUserSetting({ setting: 'redaction', value: null }),
        await api.setUserSetting({ setting: 'exportFolder', value: '/' }),
        await api.setUserSetting({ setting: 'supportContact', value: 'me' }),
        await api.setUserSetting({ setting: 'updates', value: { enabled: true } }),
      ];
    },
    [servers[0]?.id ?? '', theirs.uri] as const,
  );
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, code: 'locked-by-policy' });
    expect(!answer.ok && answer.message).toContain(organisation);
  }
  expect(await readFile(callpath.path('profile.json'), 'utf8')).toBe(before);
  const retention = await page.evaluate(() => window.api.retention());
  expect(retention).toMatchObject({ ok: true, value: { maxAgeDays: 30 } });
});

test('tests that are forbidden do not run, also not for the page', async ({ callpath }) => {
  await putPolicy(callpath, {
    organisation,
    probes: {
      allowed: ['local.interfaces', 'relay.baseline', 'nat.lifetime'],
      forbidden: ['nat.lifetime'],
    },
  });
  const { page } = await callpath.start();
  expect((await settings(page)).allowedProbes).toEqual(['local.interfaces', 'relay.baseline']);
  const refused = await page.evaluate(async () => [
    await window.api.startCheck({ alsoProbes: ['nat.lifetime'] }),
    await window.api.startCheck({ probes: ['webrtc.gather'] }),
    await window.api.startCheck({ auditPeers: true }),
  ]);
  for (const answer of refused) {
    expect(answer).toMatchObject({ ok: false, code: 'forbidden-by-policy' });
    expect(!answer.ok && answer.message).toContain(organisation);
  }
  const checked = await page.evaluate(() => window.api.startCheck({}));
  const kinds = checked.ok ? checked.value.probes.map(({ kind }) => kind) : [];
  expect(kinds).toEqual(['local.interfaces', 'relay.baseline']);
});

test('a policy that is changed meanwhile counts from the next check on', async ({
  callpath,
  stunServer,
}) => {
  const [first, second] = await Promise.all([stunServer(), stunServer()]);
  await putPolicy(callpath, { servers: { stun: [first.uri] } });
  const { page } = await callpath.start();
  const asked = async () => {
    const outcome = await page.evaluate(() => window.api.startCheck({ probes: ['stun.binding'] }));
    return outcome.ok ? outcome.value.probes.map(({ target }) => target) : [outcome.message];
  };
  expect(await asked()).toEqual([first.uri]);
  await putPolicy(callpath, { servers: { stun: [second.uri] } });
  expect(await asked()).toEqual([second.uri]);
  await putPolicy(callpath, '{ "servers": ');
  expect(await asked()).toEqual([second.uri]);
  expect((await settings(page)).policy).toMatchObject({
    state: 'broken',
    locked: ['servers', 'updates'],
  });
});

test('every export leaves out what the policy says, into the folder that it says', async ({
  callpath,
}) => {
  const report = sentReport();
  keepReport(callpath, report);
  const exportFolder = callpath.path('reports');
  await mkdir(exportFolder);
  await putPolicy(callpath, { redaction: { ...noRedaction, ticket: true }, exportFolder });
  const { app, page } = await callpath.start();
  const { id, ticket = '' } = report.session;
  const preview = await page.evaluate(
    ([sessionId, redaction]) => window.api.previewRedaction({ id: sessionId, redaction }),
    [id, noRedaction] as const,
  );
  expect(preview.ok && preview.value.replaced.map(({ from }) => from)).toContain(ticket);

  const path = callpath.path('report.json');
  await answerSaveDialog(app, path);
  await app.evaluate(({ dialog }) => {
    const answer = dialog.showSaveDialog;
    dialog.showSaveDialog = (...args: unknown[]) => {
      Object.assign(globalThis, { asked: args.at(-1) });
      return (answer as (...args: unknown[]) => ReturnType<typeof answer>)(...args);
    };
  });
  const exported = await page.evaluate(
    ([sessionId, redaction]) =>
      window.api.exportSessions({ ids: [sessionId], format: 'json', redaction }),
    [id, noRedaction] as const,
  );
  expect(exported).toEqual({ ok: true, value: { path } });
  const text = await readFile(path, 'utf8');
  expect(text).not.toContain(ticket);
  expect((JSON.parse(text) as Report).session.redacted).toBe(true);
  const question = await app.evaluate(() => (globalThis as { asked?: unknown }).asked);
  expect((question as { defaultPath: string }).defaultPath).toContain(exportFolder);
});

test('a policy’s language is that of the first picture, and of the menus', async ({ callpath }) => {
  await callpath.useProfile({ locale: 'en' });
  await putPolicy(callpath, { locale: 'zh-CN' });
  const { app, page } = await callpath.start();
  const chinese = createTranslate('zh-CN');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('button', { name: chinese('window.start.button') })).toBeVisible();
  await expect
    .poll(() =>
      app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label)),
    )
    .toContain(chinese('desktop.menu.file'));
});

test('a user’s own choice counts where the policy leaves it', async ({ callpath }) => {
  await putPolicy(callpath, {
    supportContact: 'help@example.org',
    updates: { enabled: false, url: 'https://updates.example.org/' },
    mayChange: ['supportContact', 'updates'],
  });
  const { page } = await callpath.start();
  expect(existsSync(callpath.path('profile.json'))).toBe(false);
  const changed = await page.evaluate(async () => {
    await window.api.setUserSetting({ setting: 'updates', value: { enabled: true } });
    return window.api.setUserSetting({ setting: 'supportContact', value: 'room 12' });
  });
  expect(changed).toMatchObject({
    ok: true,
    value: {
      supportContact: 'room 12',
      policy: { state: 'active', locked: [] },
      defaults: { updates: { enabled: true, url: 'https://updates.example.org/' } },
    },
  });
  const back = await page.evaluate(() =>
    window.api.setUserSetting({ setting: 'supportContact', value: null }),
  );
  expect(back).toMatchObject({ ok: true, value: { supportContact: 'help@example.org' } });
});
