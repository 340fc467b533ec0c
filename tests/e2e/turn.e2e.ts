import { test as base } from './application.ts';
import { expect, t } from './application.ts';
import { adapters, answeredBinding, baseline } from '../../shared/testing/probes.ts';
import {
  certificate,
  failedTurn,
  turnAllocation,
  turnAudit,
  turnRelay,
} from '../../shared/testing/turn-probes.ts';
import { startCliRelay, type CliRelay } from '../interop/cli-relay.ts';
import { look } from './look.ts';
import { check, openNewest, openView, verdict } from './steps.ts';
import { storeSession } from './stored-session.ts';

interface RelayFixture {
  relay: CliRelay;
}

/** Relays alone: what Chromium calls through them has its own tests. */
const probes = [
  'local.interfaces',
  'relay.baseline',
  'stun.binding',
  'turn.allocate',
  'turn.relay',
];
const account = { username: 'alice', credential: 'e2e-secret' };

/** The embedded relay in a process of its own, as a server that a profile names. */
const test = base.extend<RelayFixture>({
  // Playwright reads from this pattern which fixtures are wanted.
  // eslint-disable-next-line no-empty-pattern
  relay: async ({}, use) => {
    const relay = await startCliRelay(account.username, account.credential);
    await use(relay);
    await relay.stop();
  },
});

test('ranks the servers, the relay that works first, and says why another one does not', async ({
  callpath,
  relay,
  stunServer,
}) => {
  const silent = await stunServer('silent');
  await callpath.useProfile({
    name: 'office',
    probes,
    stun: [silent.uri],
    turn: [
      { uri: `turn:127.0.0.1:${relay.port}`, ...account },
      { uri: `turn:127.0.0.1:${relay.port}?transport=tcp`, ...account },
      { uri: `turn:localhost:${relay.port}`, ...account, credential: 'wrong' },
    ],
  });
  const { app, page, complaints } = await callpath.start();
  await check(page);
  await expect(verdict(page)).toHaveAttribute('data-level', 'degraded');
  const servers = page.getByRole('region', { name: t('window.servers.title'), exact: true });
  const rows = servers.locator('tbody tr');
  await expect(rows.first()).toContainText(t('report.ranked.relays'));
  await expect(rows.first()).toContainText('UDP, TCP');
  await expect(servers.getByText('localhost')).toBeVisible();
  await servers.scrollIntoViewIfNeeded();
  await look(app, page, 'turn-servers');
  expect(complaints).toEqual([]);
});

test('shows the steps of a relay test as a time line and its stream as numbers and a chart', async ({
  callpath,
  relay,
}) => {
  await callpath.useProfile({
    name: 'office',
    probes,
    turn: [{ uri: `turn:127.0.0.1:${relay.port}`, ...account }],
  });
  const { app, page, complaints } = await callpath.start();
  await check(page);
  await page.getByRole('button', { name: t('window.test.title') }).click();
  const row = page.getByRole('button', { name: t('report.kind.turn.relay') });
  await row.click();
  const timeline = page.getByRole('list', { name: t('window.evidence.steps') });
  await expect(timeline).toContainText(t('probe.turnStep.allocate'));
  await expect(timeline.getByRole('listitem').first()).toContainText(
    t('window.evidence.stepPassed'),
  );
  await expect(page.getByRole('figure')).toContainText('100');
  await expect(page.getByRole('table', { name: t('window.stream.title') })).toContainText(
    'Send / Data',
  );
  await row.evaluate((element) => {
    element.scrollIntoView({ block: 'start' });
  });
  await look(app, page, 'turn-details');
  expect(complaints).toEqual([]);
});

test('asks for consent before a look at the servers tries what they should refuse', async ({
  callpath,
}) => {
  const { app, page } = await callpath.start();
  await page.getByRole('button', { name: t('window.start.options') }).click();
  const consent = page.getByRole('checkbox', { name: t('window.start.auditPeers') });
  await expect(consent).toBeHidden();
  await page.getByRole('checkbox', { name: t('window.start.audit') }).check();
  await expect(consent).not.toBeChecked();
  await look(app, page, 'turn-options');
});

const lossy = Array.from({ length: 100 }, (_, i) => ({
  sentAtMs: 120 + i * 20,
  rttMs: i % 17 === 3 || (i > 60 && i < 66) ? null : 24 + ((i * 7) % 11),
}));
const items = [
  {
    code: 'loopback-peers',
    rating: 'wrong',
    title: 'The server relays to its own computer.',
    advice: 'Deny these addresses, or strangers reach services that listen only there.',
    coturnOption: 'denied-peer-ip=127.0.0.0-127.255.255.255',
  },
  {
    code: 'port-443',
    rating: 'could-be-better',
    title: 'Nothing answers on port 443.',
    advice: 'Offer TLS there: many networks let nothing else out.',
    coturnOption: 'alt-tls-listening-port=443',
  },
  {
    code: 'auth',
    rating: 'good',
    title: 'It asks for a password.',
    advice: '',
    coturnOption: null,
  },
  { code: 'ipv6', rating: 'not-checked', title: 'IPv6.', advice: '', coturnOption: null },
] as const;

test('shows a certificate that has expired, packets that were lost and what to correct in a set-up', async ({
  callpath,
}) => {
  const host = 'turn.example.org';
  storeSession(callpath, [
    adapters(),
    baseline(),
    answeredBinding(`${host}:3478`, { target: `turn:${host}` }),
    turnAllocation(host),
    turnRelay(host, { samples: lossy, received: 89, lossPercent: 11, mos: 3.3 }),
    failedTurn({
      transport: 'tls',
      step: 'tls',
      code: 'untrusted',
      result: { tls: { ...certificate, problem: 'expired', validTo: '2026-01-30T00:00:00.000Z' } },
    }),
    turnAudit([...items]),
  ]);
  const { app, page, complaints } = await callpath.start();
  await openView(page, 'history');
  await openNewest(page);
  await expect(verdict(page)).toHaveAttribute('data-level', 'degraded');
  await page.getByRole('button', { name: t('window.test.title') }).click();
  await page.getByRole('button', { name: t('report.kind.turn.relay') }).click();
  await page.getByRole('button', { name: t('report.kind.turn.audit') }).click();
  await page
    .getByRole('button', { name: t('report.kind.turn.allocate') })
    .last()
    .click();
  await expect(page.getByText(t('report.tlsProblem.expired')).first()).toBeVisible();
  await expect(page.getByText('alt-tls-listening-port=443').first()).toBeVisible();
  await expect(page.getByText('100 packets, 11 lost.')).toBeVisible();
  const chart = page.getByRole('figure').locator('svg');
  await expect(chart.locator('line.lost')).toHaveCount(11);
  // Five that were lost in a row are one gap.
  await expect(chart.locator('polyline')).toHaveCount(8);
  await look(app, page, 'turn-stored', { fullPage: true });
  expect(complaints).toEqual([]);
});
