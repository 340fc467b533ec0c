import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from './application.ts';

export const screenshots = join(import.meta.dirname, '..', '..', 'screenshots');
const themes = ['light', 'dark'] as const;
/** What axe could find in one theme and not in the other: they differ in colours alone. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Looks at what is shown in both themes: a picture for people, and axe for what it finds. */
export async function look(
  app: ElectronApplication,
  page: Page,
  name: string,
  { fullPage = false } = {},
): Promise<void> {
  for (const theme of themes) {
    await app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
    await page.screenshot({ path: join(screenshots, `${name}-${theme}.png`), fullPage });
    // Electron opens no second page, which axe would otherwise use to finish.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await (theme === 'light' ? axe : axe.withRules(colourRules)).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`,
    );
    expect(found, `${name}, ${theme}`).toEqual([]);
  }
}
