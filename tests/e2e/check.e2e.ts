import { once } from 'node:events';
import { expect, t, test } from './application.ts';
import { openHalfOpenDoor } from './half-open-door.ts';
import { look } from './look.ts';
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
  await sessionRows(page).getByText(t('verdict.headline.interrupted')).click();
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

/** Tests that take no longer than a silent server does. */
const quickProbes = ['local.interfaces', 'relay.baseline', 'stun.binding'];

test('tells whose problem it is, and on the next check what became better or worse', async ({
  callpath,
  stunServer,
}) => {
  const behind = await stunServer();
  let isOpen = false;
  const door = await openHalfOpenDoor(behind.port, () => isOpen);
  await callpath.useProfile({
    name: 'office',
    probes: quickProbes,
    stun: [(await stunServer()).uri, `stun:127.0.0.1:${door.port}`],
  });
  const { page } = await callpath.start();
  await check(page);
  await expect(verdict(page)).toHaveAttribute('data-level', 'degraded');
  await expect(verdict(page).locator('[data-owner]')).toContainText(t('verdict.whose'));
  const [since] = t('check.compare.previous', { time: '' }).split('(');
  const changes = page.getByRole('region', { name: since?.trim() ?? '' });
  await expect(changes).toHaveCount(0);

  isOpen = true;
  await page.getByRole('button', { name: t('window.result.again') }).click();
  await expect(verdict(page)).toHaveAttribute('data-level', 'good');
  await expect(changes.getByRole('listitem').first()).toContainText(t('window.changes.better'));

  isOpen = false;
  await page.getByRole('button', { name: t('window.result.again') }).click();
  await expect(verdict(page)).toHaveAttribute('data-level', 'degraded');
  await expect(changes.getByRole('listitem').first()).toContainText(t('window.changes.worse'));
  door.close();
});

test('finds a test by its server, its kind, its problem, and a finding by its evidence', async ({
  callpath,
  stunServer,
}) => {
  const [good, silent] = [await stunServer(), await stunServer('silent')];
  await callpath.useProfile({ name: 'office', probes: quickProbes, stun: [good.uri, silent.uri] });
  const { app, page } = await callpath.start();
  await check(page);
  const tests = page.getByRole('region', { name: t('window.test.title') });
  const rows = tests.locator('tbody > tr');
  await page
    .getByRole('button', { name: t('window.result.tests', { count: 1 }) })
    .first()
    .click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(`127.0.0.1:${silent.port}`);
  await tests.getByRole('button', { name: t('window.test.showAll') }).click();
  await expect(rows).toHaveCount(4);
  const server = tests.getByRole('combobox', { name: t('check.filter.server') });
  await server.selectOption(`127.0.0.1:${good.port}`);
  await expect(rows).toHaveCount(1);
  await server.selectOption('');
  await tests
    .getByRole('combobox', { name: t('check.filter.kind') })
    .selectOption(t('report.kind.relay.baseline'));
  await expect(rows).toHaveCount(1);
  await tests.getByRole('button', { name: t('check.filter.openAll') }).click();
  await expect(tests.getByRole('list', { name: t('window.evidence.steps') })).toBeVisible();
  await look(app, page, 'check-filter');
});

test('explains a word on focus and on hover, and Escape takes the explanation away', async ({
  callpath,
  stunServer,
}) => {
  const { uri } = await stunServer();
  await callpath.useProfile({ name: 'office', probes: quickProbes, stun: [uri] });
  const { app, page, complaints } = await callpath.start();
  await check(page);
  const servers = page.getByRole('region', { name: t('window.servers.title'), exact: true });
  const word = servers.getByRole('button', { name: t('report.column.rtt') });
  const explanation = page.getByRole('tooltip').filter({ hasText: t('term.rtt.explanation') });
  await word.focus();
  await expect(explanation).toBeVisible();
  await expect(word).toHaveAccessibleDescription(new RegExp(t('term.rtt.name')));
  await look(app, page, 'check-term');
  await page.keyboard.press('Escape');
  await expect(explanation).toBeHidden();
  await expect(word).toBeFocused();
  await servers.getByRole('button', { name: t('report.column.lost') }).hover();
  await expect(page.getByRole('tooltip')).toContainText(t('term.loss.explanation'));
  expect(complaints).toEqual([]);
});

test('fits a small window at twice the size, and the colours that the system forces', async ({
  callpath,
  stunServer,
}) => {
  const [good, silent] = [await stunServer(), await stunServer('silent')];
  await callpath.useProfile({ name: 'office', probes: quickProbes, stun: [good.uri, silent.uri] });
  const { app, page } = await callpath.start();
  const resize = (width: number, height: number, zoom: number) =>
    app.evaluate(
      ({ BrowserWindow }, wanted) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(wanted.width, wanted.height);
        window?.webContents.setZoomFactor(wanted.zoom);
      },
      { width, height, zoom },
    );
  /** What reaches out of the page to the right, but for what scrolls by itself. */
  const clipped = () =>
    page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      const wide = [...document.querySelectorAll('main *, header *')].filter(
        (element) =>
          element.getBoundingClientRect().right > clientWidth + 1 &&
          !element.closest('.table-scroll, .unseen'),
      );
      return [scrollWidth - clientWidth, ...wide.map(({ outerHTML }) => outerHTML.slice(0, 80))];
    });
  await resize(1180, 760, 2);
  await startButton(page).waitFor();
  await expect.poll(clipped).toEqual([0]);
  await check(page);
  await page.getByRole('button', { name: t('window.test.title') }).click();
  await page.getByRole('button', { name: t('check.filter.openAll') }).click();
  await expect.poll(clipped).toEqual([0]);
  await resize(1024, 640, 1);
  await expect.poll(clipped).toEqual([0]);
  await page.emulateMedia({ forcedColors: 'active' });
  await look(app, page, 'check-forced-colors', { fullPage: true });
});
