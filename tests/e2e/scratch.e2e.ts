import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { t, test } from './application.ts';
import { screenshots } from './look.ts';
import { check, startButton, verdict, openView, sessionRows } from './steps.ts';
import { storeSession } from './stored-session.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { natMapping, natFiltering } from '../../shared/testing/nat-probes.ts';
import { failedTurn, turnAllocation, turnRelay } from '../../shared/testing/turn-probes.ts';
import { adapters, answeredBinding, baseline, failedBinding } from '../../shared/testing/probes.ts';

async function shot(app: ElectronApplication, page: Page, name: string, fullPage = true, theme: 'light' | 'dark' = 'light') {
  await app.evaluate(({ nativeTheme }, source) => { nativeTheme.themeSource = source; }, theme);
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
  await page.screenshot({ path: join(screenshots, `s-${name}.png`), fullPage });
}
async function size(app: ElectronApplication, width: number, height: number, zoom = 1) {
  await app.evaluate(({ BrowserWindow }, [w, h, z]) => {
    const win = BrowserWindow.getAllWindows()[0];
    win?.setContentSize(w ?? 0, h ?? 0);
    if (win) win.webContents.setZoomFactor(z ?? 1);
  }, [width, height, zoom]);
}
const overflow = (page: Page) => page.evaluate(() => {
  const root = document.documentElement;
  const wide = [...document.querySelectorAll<HTMLElement>('main *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest('.table-scroll') && !e.classList.contains('unseen')).slice(0, 5).map((e) => e.outerHTML.slice(0, 120));
  return { page: [root.scrollWidth, root.clientWidth], wide };
});

test('states', async ({ callpath, stunServer }) => {
  test.setTimeout(180_000);
  const [good, silent] = [await stunServer(), await stunServer('silent')];
  await callpath.useProfile({ name: 'office', stun: [good.uri, silent.uri], supportContact: 'help@example.org' });
  const { app, page, complaints } = await callpath.start();
  await startButton(page).waitFor();
  await size(app, 1024, 640);
  await shot(app, page, 'before-1024', false);
  await startButton(page).click();
  await page.getByText(t('window.running.title')).waitFor();
  await page.waitForTimeout(1500);
  await shot(app, page, 'running-1024', false);
  await verdict(page).waitFor();
  await shot(app, page, 'result-1024');
  await size(app, 1180, 760);
  await shot(app, page, 'result');
  await shot(app, page, 'result-dark', true, 'dark');
  await page.getByRole('button', { name: t('check.support.open') }).click();
  await page.waitForTimeout(300);
  await shot(app, page, 'support', false);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: t('window.result.again') }).click();
  await verdict(page).waitFor();
  await shot(app, page, 'again');
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.screenshot({ path: join(screenshots, 's-forced.png'), fullPage: true });
  await page.emulateMedia({ forcedColors: 'none' });
  await size(app, 1180, 760, 2);
  await page.waitForTimeout(500);
  await shot(app, page, 'zoom', true);
  console.log(JSON.stringify(await overflow(page)));
  console.log(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()));
  console.log(complaints);
});

test('recorded', async ({ callpath }) => {
  storeSession(callpath, [adapters(), baseline(), answeredBinding('stun.example.org:3478'), natMapping(), natFiltering(),
    turnAllocation(), turnRelay(), failedTurn({}), failedBinding('turn-us.example.org:3478', 'timeout')]);
  const { app, page, complaints } = await callpath.start();
  await openView(page, 'history');
  await sessionRows(page).first().getByRole('button').first().click();
  await verdict(page).waitFor();
  await page.getByRole('button', { name: t('window.test.title') }).click();
  await page.waitForTimeout(300);
  await shot(app, page, 'recorded');
  await size(app, 1180, 760, 2);
  await page.waitForTimeout(500);
  await shot(app, page, 'recorded-zoom');
  console.log(JSON.stringify(await overflow(page)));
  console.log(complaints, exampleReport().session.id);
});
