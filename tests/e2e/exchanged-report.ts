import { writeFile } from 'node:fs/promises';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { openOwnHistory } from '../../electron/open-history.ts';
import { sealReport, toJson } from '../../electron/report/json.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import { fullReport } from '../../shared/testing/full-report.ts';
import { type Callpath, t } from './application.ts';
import { openView, sessionRows, startButton } from './steps.ts';

/** A report with every card that the result has. */
export function sentReport(): Report {
  return sealReport(fullReport());
}

/** Puts a check that was made here into the history of the next start. */
export function keepReport(callpath: Callpath, report: Report): void {
  const opened = openOwnHistory(callpath.userData, createTranslate('en'));
  if (!opened.ok) throw new Error(opened.message);
  const stored = opened.value.sessions.finishSession(report);
  opened.value.close();
  if (!stored.ok) throw new Error(stored.message);
}

export async function writeReportFile(callpath: Callpath, report: Report): Promise<string> {
  const path = callpath.path('sent.callpath');
  await writeFile(path, toJson(report));
  return path;
}

/** Opens the only session of the history. */
export async function openOnlySession(page: Page): Promise<void> {
  await openView(page, 'history');
  await sessionRows(page).first().click();
  await result(page).waitFor();
}

/** The verdict's card, which every result begins with. */
export function result(page: Page): Locator {
  return page.getByRole('region', { name: t('window.result.verdict') });
}

/** What says where a report came from, and whether it was changed. */
export function origin(page: Page): Locator {
  return page.locator('[data-integrity]');
}

/** A picture of the whole result, without what says where it came from. */
export async function pictureOf(page: Page, path: string): Promise<Buffer> {
  await result(page).waitFor();
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await page.evaluate(() => {
    scrollTo(0, 0);
    (document.activeElement as HTMLElement | null)?.blur();
    // The policy of the page allows no style that Playwright could add.
    for (const mark of document.querySelectorAll<HTMLElement>(
      '[data-integrity], [data-sonner-toaster]',
    )) {
      mark.style.display = 'none';
    }
  });
  return page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

/** Answers the system's open dialog, which no test can click. */
export async function answerOpenDialog(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, filePath);
}

/** Chooses “Open report…” in the menu of the application. */
export async function openByMenu(app: ElectronApplication, page: Page): Promise<void> {
  // The page answers the menu, and so has to be there.
  await startButton(page).waitFor();
  await app.evaluate(({ Menu }, label) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    const item = items?.find((one) => one.label === label);
    if (!item) throw new Error(`The menu has no item ${label}.`);
    item.click();
  }, t('check.menu.openReport'));
}

/** Drags a file over the window and drops it there. */
export async function dragFile(
  page: Page,
  { name, bytes }: { name: string; bytes: Buffer },
  types: readonly ('dragenter' | 'dragover' | 'dragleave' | 'drop')[],
): Promise<void> {
  await page.evaluate(
    ({ name, base64, types }) => {
      const dataTransfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
      for (const type of types) {
        document.body.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }),
        );
      }
    },
    { name, base64: bytes.toString('base64'), types: [...types] },
  );
}
