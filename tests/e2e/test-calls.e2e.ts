import type { Page } from '@playwright/test';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import { natFiltering, natMapping } from '../../shared/testing/nat-probes.ts';
import { adapters, allocation, answeredBinding, baseline } from '../../shared/testing/probes.ts';
import {
  connectedCall,
  failedCall,
  gathered,
  iceCandidate,
  iceError,
  mdnsCandidate,
  media,
  relayCandidate,
  skippedCall,
  srflxCandidate,
} from '../../shared/testing/webrtc-probes.ts';
import { expect, t, test } from './application.ts';
import { look } from './look.ts';
import { openNewest, openView, verdict } from './steps.ts';
import { storeSession } from './stored-session.ts';

const eu = 'turn:turn-eu.example.org';
const us = 'turns:turn-us.example.org';
const stun = 'stun:stun.example.org';

/** An office behind a symmetric NAT, with one relay that a call cannot use although a raw test can. */
const office: ProbeResult[] = [
  adapters(),
  baseline(),
  answeredBinding('stun.example.org:3478', { target: stun }),
  answeredBinding('turn-eu.example.org:3478', { target: eu }),
  natMapping({ behaviour: 'address-and-port-dependent', dependent: true }),
  natFiltering(),
  allocation('turn-eu.example.org:3478', { target: eu }),
  allocation('turn-us.example.org:5349', {
    id: 'turn.allocate/tls4/turn-us.example.org:5349',
    target: us,
    transport: 'tls',
  }),
  gathered(stun, [mdnsCandidate(), srflxCandidate()]),
  gathered(eu, [iceCandidate(), srflxCandidate(), relayCandidate(eu)]),
  gathered(us, [iceCandidate()], [iceError(701, { server: us })], { status: 'failed' }),
  connectedCall('host'),
  failedCall('srflx'),
  connectedCall('baseline', undefined, 'udp', { connectMs: 88.2 }),
  connectedCall('relay', eu),
  failedCall('relay', 'gathering', us, 'tls', [iceError(701, { server: us })]),
  media('host'),
  media('relay', eu, { rttMs: 52, jitterMs: 6, lossPercent: 1.2 }),
];

async function openStored(page: Page, view = t): Promise<void> {
  await page.getByRole('link', { name: view('window.nav.history'), exact: true }).click();
  await openNewest(page);
  await page.getByRole('heading', { name: view('webrtc.card.title'), exact: true }).waitFor();
}

test('a stored session shows its test calls, their chart and the way of the best one', async ({
  callpath,
}) => {
  storeSession(callpath, office);
  const { app, page, complaints } = await callpath.start();
  await openStored(page);
  await expect(verdict(page)).toHaveAttribute('data-level', 'degraded');
  await expect(page.getByText(t('webrtc.card.summary', { connected: 3, count: 5 }))).toBeVisible();
  const path = page.getByRole('region', { name: t('window.path.title') });
  await expect(path).toContainText('The test call went through turn-eu.example.org');
  await look(app, page, 'test-calls', { fullPage: true });

  const call = page.getByRole('button', { name: 'Through turn-us.example.org over TLS' });
  await call.press('Enter');
  const details = page.getByRole('group', {
    name: t('webrtc.card.detailsOf', { call: 'Through turn-us.example.org over TLS' }),
  });
  await expect(details).toContainText(t('webrtc.iceError.code-701'));
  const relayed = t('webrtc.card.detailsOf', { call: 'Through turn-eu.example.org over UDP' });
  await page.getByRole('button', { name: relayed }).click();
  await expect(page.getByRole('heading', { name: t('webrtc.media.inputs') })).toBeVisible();
  await page.getByRole('combobox', { name: t('webrtc.chart.of') }).selectOption({ index: 0 });
  await look(app, page, 'test-calls-details', { fullPage: true });
  expect(complaints).toEqual([]);
});

test('a stored session in Chinese shows its test calls in a small window', async ({ callpath }) => {
  const chinese = createTranslate('zh-CN');
  await callpath.useProfile({ name: 'office', locale: 'zh-CN' });
  storeSession(callpath, office, 'zh-CN');
  const { app, page } = await callpath.start();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 640);
  });
  await openStored(page, chinese);
  await look(app, page, 'test-calls-chinese', { fullPage: true });
});

test('a stored session is complete at 200 % zoom', async ({ callpath }) => {
  storeSession(callpath, office);
  const { app, page } = await callpath.start();
  await openStored(page);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2);
  });
  await expect
    .poll(() =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    )
    .toBeLessThanOrEqual(0);
  await look(app, page, 'test-calls-zoomed', { fullPage: true });
});

test('a check without test calls says so in one line, and why', async ({ callpath }) => {
  const probes = [baseline(), answeredBinding('stun.example.org:3478', { target: stun })];
  storeSession(callpath, [...probes, skippedCall('host'), skippedCall('baseline')]);
  const { page } = await callpath.start();
  await openView(page, 'history');
  await openStored(page);
  await expect(verdict(page)).toHaveAttribute('data-level', 'good');
  await expect(page.getByText(/No test calls were made: .*need Chromium/)).toBeVisible();
});
