import { once } from 'node:events';
import { expect, t, test } from './application.ts';
import { check, openView, sessionRows, startButton, verdict } from './steps.ts';

test('starts with the Check view and finds this computer good with its own relay', async ({
  callpath,
}) => {
  const { page, complaints } = await callpath.start();
  await expect(startButton(page)).toBeVisible();
  await check(page);
  await expect(verdict(page)).toHaveAttribute('data-level', 'good');
  await expect(verdict(page)).toContainText(t('verdict.headline.no-servers'));
  expect(complaints).toEqual([]);
});

test('asks the servers of the profile', async ({ callpath, stunServer }) => {
  const server = await stunServer();
  await callpath.useProfile({ name: 'office', stun: [server.uri] });
  const { page } = await callpath.start();
  await check(page);
  await expect(verdict(page)).toHaveAttribute('data-level', 'good');
  await expect(verdict(page)).toContainText(t('verdict.headline.good'));
  await expect(page.getByText(`127.0.0.1:${server.port}`).first()).toBeVisible();
});

test('says which server is silent', async ({ callpath, stunServer }) => {
  const server = await stunServer('silent');
  await callpath.useProfile({ name: 'office', stun: [server.uri] });
  const { page } = await callpath.start();
  await check(page);
  await expect(verdict(page)).not.toHaveAttribute('data-level', 'good');
  await expect(page.getByText(`127.0.0.1:${server.port}`).first()).toBeVisible();
});

test('keeps a check that was cancelled, as cancelled', async ({ callpath, stunServer }) => {
  const server = await stunServer('silent');
  await callpath.useProfile({ name: 'office', stun: [server.uri] });
  const { page } = await callpath.start();
  await startButton(page).click();
  await page.getByRole('button', { name: t('window.running.cancel') }).click();
  await expect(verdict(page)).toContainText(t('verdict.headline.cancelled'));
  await openView(page, 'history');
  await expect(sessionRows(page)).toHaveCount(1);
  await expect(sessionRows(page)).toContainText(t('window.history.status.cancelled'));
});

test('cancels a check when the window is closed in the middle, and keeps it', async ({
  callpath,
  stunServer,
}) => {
  const server = await stunServer('silent');
  await callpath.useProfile({ name: 'office', stun: [server.uri] });
  const first = await callpath.start();
  await startButton(first.page).click();
  await first.page.getByText(t('window.running.title')).waitFor();
  const closed = first.app.waitForEvent('close');
  await first.page.close();
  await closed;

  const { page } = await callpath.start();
  await openView(page, 'history');
  await expect(sessionRows(page)).toHaveCount(1);
  await expect(sessionRows(page)).toContainText(t('window.history.status.cancelled'));
});

test('shows a check whose process was killed as interrupted, with what had ended', async ({
  callpath,
  stunServer,
}) => {
  const server = await stunServer('silent');
  await callpath.useProfile({ name: 'office', stun: [server.uri] });
  const first = await callpath.start();
  await first.page.evaluate(() => {
    const ended: string[] = [];
    window.api.onCheckEvent((event) => {
      if (event.type === 'ended') ended.push(event.probe.id);
    });
    Object.assign(window, { ended });
  });
  await startButton(first.page).click();
  const atLeastTwo = () => (window as unknown as { ended: string[] }).ended.length >= 2;
  await first.page.waitForFunction(atLeastTwo);
  const process = first.app.process();
  const exited = once(process, 'exit');
  process.kill('SIGKILL');
  await exited;

  const { page } = await callpath.start();
  await expect(page.getByText(t('desktop.notice.recovered', { count: 1 }))).toBeVisible();
  await openView(page, 'history');
  await expect(sessionRows(page)).toContainText(t('window.history.status.interrupted'));
  await sessionRows(page).getByRole('button').first().click();
  await expect(verdict(page)).toContainText(t('verdict.headline.interrupted'));
  const report = await page.evaluate(async () => {
    const list = await window.api.listSessions({ before: null, limit: 10 });
    const id = list.ok ? list.value.sessions[0]?.id : undefined;
    const opened = await window.api.openSession({ id: id ?? '' });
    return opened.ok ? opened.value : null;
  });
  const kinds = report?.probes.map(({ kind }) => kind);
  expect(kinds).toContain('local.interfaces');
  expect(kinds).toContain('relay.baseline');
  expect(report?.session.status).toBe('interrupted');
});

test('runs a test that is only run on request', async ({ callpath, stunServer }) => {
  const server = await stunServer();
  await callpath.useProfile({ name: 'office', stun: [server.uri] });
  const { page } = await callpath.start();
  await page.getByRole('button', { name: t('window.start.options') }).click();
  await page.getByRole('checkbox', { name: t('window.start.hairpinning') }).check();
  await check(page);
  await page.getByRole('button', { name: t('window.test.title') }).click();
  await expect(page.getByRole('button', { name: t('report.kind.nat.hairpinning') })).toBeVisible();
});

test('refuses to send from an adapter that is gone, and says what to do', async ({ callpath }) => {
  const { page } = await callpath.start();
  const answer = await page.evaluate(() => window.api.startCheck({ interfaceName: 'gone0' }));
  expect(answer).toMatchObject({ ok: false, code: 'interface-gone' });
});
