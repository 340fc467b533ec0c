import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { requireElectron } from '../../build/electron-runtime.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import startDisplay from '../e2e/global-setup.ts';
import { generateHistory } from './generated-history.ts';
import { paintedAfter } from './painted.ts';
import { sandboxSwitches } from '../electron-switches.ts';

const sessionCount = 100_000;
const openings = 40;
const nextPages = 60;
const searches = ['INC-042317', 'VPN', 'contoso', '网络不稳定', 'does not answer', 'zzz-not-there'];
const t = createTranslate('en');

export interface WindowTime {
  what: string;
  medianMs: number;
  p95Ms: number;
  maxMs: number;
  runs: number;
}

/**
 * How long a person waits for rows of the history in the window: from the request to the frame that shows them. `folder` has
 * a `history.db` that is measured instead of a generated one with 100,000 sessions, which takes a while and some gigabytes.
 */
export async function historyWindowBench(folder?: string): Promise<WindowTime[]> {
  const stopDisplay = await startDisplay();
  const userData = folder ?? mkdtempSync(path.join(tmpdir(), 'callpath-bench-window-'));
  try {
    if (folder === undefined) generateHistory(path.join(userData, 'history.db'), sessionCount);
    return await measure(userData);
  } finally {
    if (folder === undefined) rmSync(userData, { recursive: true, force: true, maxRetries: 3 });
    stopDisplay();
  }
}

async function measure(userData: string): Promise<WindowTime[]> {
  const runtime = requireElectron();
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = runtime.distPath;
  const app = await _electron.launch({
    args: [...runtime.appArgs, ...sandboxSwitches, `--user-data-dir=${userData}`],
    env: { ...(process.env as Record<string, string>), LANGUAGE: 'en', LC_ALL: 'C.UTF-8' },
  });
  try {
    const page = await app.firstWindow();
    const frame = await repeat(20, () => paintedAfter(page, 'nothing'));
    const cold = await openList(page);
    const first = await repeat(openings, () => openList(page));
    const next = await repeat(nextPages, () => paintedAfter(page, 'scroll to the end'));
    const words = await repeat(searches.length * 2, (run) => search(page, run));
    return [
      summarize('nothing: until the next frame is shown', frame),
      summarize('first page, the first time after a start', [cold]),
      summarize('first page, the view opened again', first),
      summarize('next page of 100', next),
      summarize('search, the field typed into (120 ms pause included)', words),
    ];
  } finally {
    await app.close();
  }
}

async function openList(page: Page): Promise<number> {
  await page.getByRole('link', { name: t('window.nav.settings'), exact: true }).click();
  await page.getByRole('heading', { name: t('window.settings.title') }).waitFor();
  return paintedAfter(page, 'open the list');
}

async function search(page: Page, run: number): Promise<number> {
  const ms = await paintedAfter(page, { type: searches[run % searches.length] ?? '' });
  await paintedAfter(page, { type: '' });
  return ms;
}

async function repeat(runs: number, run: (index: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) times.push(await run(index));
  return times;
}

function summarize(what: string, times: readonly number[]): WindowTime {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (quantile: number) => round(sorted[Math.ceil(quantile * sorted.length) - 1] ?? 0);
  return { what, medianMs: at(0.5), p95Ms: at(0.95), maxMs: at(1), runs: times.length };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
