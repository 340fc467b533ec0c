import type { ElectronApplication, Page } from '@playwright/test';
import { expect, t, test } from './application.ts';
import { look } from './look.ts';
import { startButton, verdict } from './steps.ts';

/** What happens to the computer during a check is no fault of a server or a network. */

async function emit(app: ElectronApplication, event: 'suspend' | 'resume'): Promise<void> {
  await app.evaluate(({ powerMonitor }, name) => {
    (powerMonitor as unknown as NodeJS.EventEmitter).emit(name);
  }, event);
}

async function startCheck(page: Page): Promise<void> {
  await startButton(page).click();
  await page.getByText(t('window.running.title')).waitFor();
}

test('tells of a sleep in the middle of a check, and blames no server for it', async ({
  callpath,
  stunServer,
}) => {
  const [well, silent] = [await stunServer(), await stunServer('silent')];
  const probes = ['local.interfaces', 'relay.baseline', 'stun.binding'];
  await callpath.useProfile({ name: 'office', probes, stun: [well.uri, silent.uri] });
  const { app, page, complaints } = await callpath.start();
  await startCheck(page);
  await emit(app, 'suspend');
  await page.waitForTimeout(1_200);
  await emit(app, 'resume');
  await verdict(page).waitFor();
  await expect(verdict(page)).toContainText(t('verdict.headline.computer-slept'));
  await expect(verdict(page)).toHaveAttribute('data-level', 'inconclusive');
  await expect(
    page.getByText(t('finding.computer-slept.title', { seconds: 1 })).first(),
  ).toBeVisible();
  await look(app, page, 'trouble-slept', { fullPage: true });
  const report = await page.evaluate(async () => {
    const list = await window.api.listSessions({ before: null, limit: 1 });
    const id = list.ok ? (list.value.sessions[0]?.id ?? '') : '';
    const opened = await window.api.openSession({ id });
    return opened.ok ? opened.value : null;
  });
  const asked = report?.probes.find(({ target }) => target === silent.uri);
  expect(asked).toMatchObject({
    status: 'inconclusive',
    error: { code: 'cancelled', message: t('trouble.test.slept') },
  });
  expect(report?.findings.map(({ code }) => code)).not.toContain('server-silent');
  expect(complaints).toEqual([]);
  // It listens no longer than the check runs.
  const listeners = await app.evaluate(({ powerMonitor }) => powerMonitor.listenerCount('suspend'));
  expect(listeners).toBe(0);
});
