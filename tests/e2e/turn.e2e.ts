import { test as base } from './application.ts';
import { expect, t } from './application.ts';
import { startCliRelay, type CliRelay } from '../interop/cli-relay.ts';
import { look } from './look.ts';
import { check, verdict } from './steps.ts';

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
