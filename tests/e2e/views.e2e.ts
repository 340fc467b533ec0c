import { join } from 'node:path';
import { createTranslate } from '../../shared/messages/translate.ts';
import { t, test } from './application.ts';
import { look, screenshots } from './look.ts';
import { check, openView, sessionRows, startButton } from './steps.ts';

test('the Check view before, during and after a check is accessible in both themes', async ({
  callpath,
  stunServer,
}) => {
  const [good, silent] = [await stunServer(), await stunServer('silent')];
  await callpath.useProfile({ name: 'office', stun: [good.uri, silent.uri] });
  const { app, page } = await callpath.start();
  await startButton(page).waitFor();
  await look(app, page, 'check-before');
  await startButton(page).click();
  await page.getByText(t('window.running.title')).waitFor();
  await page.screenshot({ path: join(screenshots, 'check-running.png') });
  await page.getByText(t('window.running.title')).waitFor({ state: 'hidden' });
  await look(app, page, 'check-result');
});

test('the result of a check without servers is accessible in both themes', async ({ callpath }) => {
  const { app, page } = await callpath.start();
  await check(page);
  await look(app, page, 'check-good');
});

test('the History view, empty and with sessions, is accessible in both themes', async ({
  callpath,
}) => {
  const { app, page } = await callpath.start();
  await openView(page, 'history');
  await page.getByText(t('window.history.empty')).waitFor();
  await look(app, page, 'history-empty');
  await openView(page, 'check');
  await check(page);
  await openView(page, 'history');
  await sessionRows(page).first().waitFor();
  await look(app, page, 'history');
});

test('the Settings view and its dialog are accessible in both themes', async ({ callpath }) => {
  await callpath.useProfile({
    name: 'office',
    stun: ['stun:stun.example.org'],
    turn: [{ uri: 'turns:turn.example.org', username: 'alice', credential: 'secret' }],
    supportContact: 'help@example.org',
  });
  const { app, page } = await callpath.start();
  await openView(page, 'settings');
  await page.getByText('stun:stun.example.org').waitFor();
  await look(app, page, 'settings');
  await page.getByRole('button', { name: t('window.settings.add') }).click();
  await page.getByRole('dialog').waitFor();
  await look(app, page, 'settings-add');
});

test('a result in Chinese is accessible in both themes', async ({ callpath }) => {
  const chinese = createTranslate('zh-CN');
  await callpath.useProfile({ name: 'office', locale: 'zh-CN' });
  const { app, page } = await callpath.start();
  await page.getByRole('button', { name: chinese('window.start.button') }).click();
  await page.getByText(chinese('verdict.headline.no-servers')).first().waitFor();
  await look(app, page, 'check-good-chinese');
});
