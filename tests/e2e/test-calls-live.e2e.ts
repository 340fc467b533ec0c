import { join } from 'node:path';
import { expect, t } from './application.ts';
import { look, screenshots } from './look.ts';
import { startButton, verdict } from './steps.ts';
import { profileOf, test } from './witness-check.ts';

test('a check in the window shows its test calls while they run and afterwards', async ({
  callpath,
  coturn,
}) => {
  const server = await coturn();
  const turn = `turn:127.0.0.1:${server.port}`;
  await callpath.useProfile(profileOf([turn, `${turn}?transport=tcp`]));
  const { app, page, complaints } = await callpath.start();
  await startButton(page).click();
  const live = page.getByRole('region', { name: t('webrtc.live.title'), exact: true });
  await live.getByText(t('webrtc.live.hint')).waitFor();
  await live.getByText(t('webrtc.card.connected')).first().waitFor();
  await page.screenshot({ path: join(screenshots, 'test-calls-running.png'), fullPage: true });
  await verdict(page).waitFor();
  const card = page.getByRole('region', { name: t('webrtc.card.title'), exact: true });
  await expect(card).toContainText(t('webrtc.path.host'));
  await expect(card).toContainText(t('webrtc.path.baseline'));
  const path = page.getByRole('region', { name: t('window.path.title') });
  await expect(path).toContainText(`The test call went through 127.0.0.1:${server.port}`);
  await look(app, page, 'test-calls-finished', { fullPage: true });
  expect(complaints).toEqual([]);
});
