import { ipcChannel } from '../../shared/ipc-channel.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { readRecording } from '../record/recording.ts';
import type { Callpath } from './application.ts';
import type { Stage } from './stage.ts';
import { storeRecordings } from './stored-session.ts';

/** A picture of the gallery: how its state comes about, beginning with what the one before left. */
export interface GalleryState {
  name: string;
  show: (stage: Stage, callpath: Callpath) => Promise<void>;
  /** The whole page, and not only what the window shows of it. */
  isWhole?: true;
  /** Also in the smallest window. */
  isSmallToo?: true;
}

/** Those in the history, which a technician would find there. */
const remembered = [
  'good',
  'one-silent',
  'dns-fails',
  'all-silent',
  'cancelled',
  'interrupted',
  'baseline-fails',
  'lab-udp-blocked',
  'relay-another-password',
  'relay-a-certificate-that-has-expired',
];

const idOf = (recording: string) => readRecording(recording).session.id;

const beforeTheFirstCheck: GalleryState[] = [
  { name: 'check-first-start', show: (stage) => stage.visit('check'), isSmallToo: true },
  {
    name: 'check-options',
    show: (stage) => stage.button(stage.t('window.start.options')).click(),
    isWhole: true,
  },
  { name: 'history-empty', show: (stage) => stage.visit('history') },
  { name: 'settings-empty', show: (stage) => stage.visit('settings') },
  {
    name: 'settings-dialog',
    show: async (stage) => {
      await stage.button(stage.t('window.settings.add')).click();
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'settings-dialog-error',
    show: async ({ page, t }) => {
      await page.getByRole('textbox', { name: t('window.server.uri') }).fill('stun://example');
      await page.getByRole('button', { name: t('window.server.save') }).click();
      await page.locator('[aria-invalid="true"]').waitFor();
    },
  },
];

const results: GalleryState[] = (
  [
    ['good', 'good', true],
    ['degraded', 'one-silent'],
    ['degraded-relay', 'relay-another-password'],
    ['degraded-nat', 'lab-symmetric-stun-only'],
    ['blocked', 'lab-udp-blocked-stun-only', true],
    ['blocked-computer', 'baseline-fails'],
    ['blocked-dns', 'dns-fails'],
    ['inconclusive', 'all-silent', true],
    ['cancelled', 'cancelled'],
    ['interrupted', 'interrupted'],
  ] as const
).flatMap(([name, recording, isSmallToo]) => ({
  name: `check-${name}`,
  show: async (stage: Stage) => void (await stage.replay(recording)),
  isWhole: true as const,
  ...(isSmallToo && { isSmallToo }),
}));

const checks: GalleryState[] = [
  {
    name: 'check-start',
    show: async (stage, callpath) => {
      storeRecordings(callpath, remembered, stage.locale);
      await addServers(stage);
      await stage.visit('check');
    },
    isSmallToo: true,
  },
  {
    name: 'check-running',
    show: (stage) => stage.replayPart('lab-udp-blocked', 0.5),
    isSmallToo: true,
  },
  ...results,
  {
    name: 'check-details',
    show: async (stage) => {
      await stage.replay('lab-udp-blocked');
      await stage.button(stage.t('window.test.title')).click();
    },
    isWhole: true,
  },
  {
    name: 'check-export',
    show: async ({ page, t }) => {
      await page
        .getByRole('button', { name: t('window.result.export') })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
    isSmallToo: true,
  },
];

const rest: GalleryState[] = [
  {
    name: 'settings-servers',
    show: async (stage) => {
      await stage.page.keyboard.press('Escape');
      await stage.visit('settings');
      await stage.page.getByText(servers[0].uri).first().waitFor();
    },
    isSmallToo: true,
  },
  {
    name: 'settings-server-fails',
    show: async (stage) => {
      const name = stage.t('window.settings.testOf', { server: servers[1].uri });
      await stage.page.getByRole('button', { name }).click();
      await stage.page.getByRole('status').filter({ hasText: /\S/ }).first().waitFor();
    },
  },
  {
    name: 'history',
    show: async (stage) => {
      await stage.visit('history');
      await stage.page.locator('[data-session]').first().waitFor();
    },
    isSmallToo: true,
  },
  {
    name: 'history-opened',
    show: async (stage) => {
      const { verdict } = stage.report('baseline-fails');
      const row = stage.page.locator('[data-session]').filter({ hasText: verdict.headline });
      await row.getByText(verdict.headline).click();
      await stage.page.getByRole('heading', { name: verdict.headline }).first().waitFor();
    },
    isWhole: true,
  },
  {
    name: 'history-compare',
    show: (stage) => stage.goTo(`history/compare/${idOf('good')}/${idOf('lab-udp-blocked')}`),
    isWhole: true,
  },
  { name: 'history-trends', show: (stage) => stage.goTo('history/trends'), isWhole: true },
  {
    name: 'history-no-match',
    show: async (stage) => {
      await stage.visit('history');
      await stage.page
        .getByRole('textbox', { name: stage.t('history.search.label') })
        .fill('no such ticket');
      await stage.page.getByText(stage.t('history.list.none')).first().waitFor();
    },
  },
  {
    name: 'check-failed',
    show: async (stage) => {
      await failNextCheck(stage);
      await stage.visit('check');
      await stage.button(stage.t('window.result.startOver')).click();
      await stage.button(stage.t('window.start.button')).click();
      await stage.page.getByText(stage.t('window.failed.title')).first().waitFor();
    },
  },
];

export const galleryStates: readonly GalleryState[] = [...beforeTheFirstCheck, ...checks, ...rest];

const servers = [
  { type: 'stun', uri: 'stun:stun.example.org' },
  // Nobody answers there: port 9 is for what is thrown away.
  { type: 'turn', uri: 'turn:127.0.0.1:9', username: 'alice', credential: 'secret' },
  { type: 'turn', uri: 'turns:turn.example.org', username: 'alice', credential: 'secret' },
] as const;

async function addServers({ page }: Stage): Promise<void> {
  await page.keyboard.press('Escape');
  await page.evaluate(async (all) => {
    for (const server of all) await window.api.addServer(server);
  }, servers);
  await page.reload();
}

/** As a mistake in Callpath would: the window says that the check could not be done. */
async function failNextCheck({ app, locale }: Stage): Promise<void> {
  const message = createTranslate(locale)('desktop.failure.internal');
  await app.evaluate(
    ({ ipcMain }, [channel, answer]) => {
      ipcMain.removeHandler(channel);
      ipcMain.handle(channel, () => answer);
    },
    [ipcChannel('startCheck'), { ok: false, code: 'internal', message }] as const,
  );
}
