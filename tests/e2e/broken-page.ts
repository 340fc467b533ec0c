import type { ElectronApplication } from '@playwright/test';
import { expect } from './application.ts';

/** What the main process runs to ask the page; null as long as there is none to ask. */
export async function askPage(
  { BrowserWindow }: Pick<typeof Electron, 'BrowserWindow'>,
  code: string,
): Promise<unknown> {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents;
  if (!contents || contents.isCrashed() || contents.isLoading()) return null;
  // A page that dies under the question never answers it.
  const late = new Promise<null>((resolve) => setTimeout(resolve, 2_000, null));
  const asked = contents.executeJavaScript(code).catch(() => null) as Promise<unknown>;
  return Promise.race([asked, late]);
}

export const mainText = 'document.querySelector("main")?.innerText ?? ""';

/** Drives the window after its page broke: Playwright gives a page up for good once it has crashed. */
export class BrokenPage {
  readonly #app: ElectronApplication;

  constructor(app: ElectronApplication) {
    this.#app = app;
  }

  /** Ends the process of the window's page, as a fault in it would. */
  async crash(): Promise<void> {
    await this.#app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
  }

  /** What the page answers to a script; `null` as long as there is none to ask. */
  async ask(script: string): Promise<unknown> {
    return this.#app.evaluate(askPage, script);
  }

  text(): Promise<unknown> {
    return this.ask(mainText);
  }

  async shows(text: string, timeout = 30_000): Promise<void> {
    await expect.poll(() => this.text(), { timeout }).toContain(text);
  }
}
