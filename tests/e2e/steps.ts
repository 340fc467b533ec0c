import type { ElectronApplication, Locator, Page } from '@playwright/test';
import type { ExportFormat } from '../../shared/ipc.ts';
import { t } from './application.ts';

/** What a person does in the window. */

export function startButton(page: Page): Locator {
  return page.getByRole('button', { name: t('window.start.button') });
}

export function verdict(page: Page): Locator {
  return page.getByRole('region', { name: t('window.result.verdict') });
}

export async function openView(page: Page, view: 'check' | 'history' | 'settings'): Promise<void> {
  await page.getByRole('link', { name: t(`window.nav.${view}`), exact: true }).click();
}

/** Runs a check to its end and leaves its result open. */
export async function check(page: Page): Promise<void> {
  await startButton(page).click();
  await verdict(page).waitFor();
}

/** One line of the history. */
export function sessionRows(page: Page): Locator {
  return page.locator('[data-session]');
}

/** Opens the newest session of the history. */
export async function openNewest(page: Page): Promise<void> {
  await sessionRows(page).first().locator('.headline').click();
}

/** Answers the system's save dialog, which no test can click: everything else of the export is real. */
export async function answerSaveDialog(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
}

export async function exportAs(page: Page, format: ExportFormat): Promise<void> {
  const dialog = page.getByRole('dialog', { name: t('exchange.export.title', { count: 1 }) });
  await page.getByRole('button', { name: t('window.result.export') }).click();
  await dialog.getByRole('radio', { name: t(`exchange.export.${format}`) }).check();
  await dialog.getByRole('button', { name: t('exchange.export.save') }).click();
  await dialog.waitFor({ state: 'hidden' });
}
