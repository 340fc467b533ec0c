import { locales } from '../../shared/locale.ts';
import { recordedNames } from '../record/recording.ts';
import { expect, test } from './application.ts';
import { look } from './look.ts';
import { Stage } from './stage.ts';

/** Of each kind one: looking at all of them for accessibility would take minutes. */
const looked: ReadonlySet<string> = new Set([
  'audit',
  'lab-double-nat',
  'lab-short-lifetime',
  'relay-a-certificate-for-another-name',
  'server-rewrites-transaction-id',
]);

for (const locale of locales) {
  test(`shows every recorded check in ${locale}`, async ({ callpath }) => {
    test.setTimeout(300_000);
    await callpath.useProfile({ name: 'recorded', locale });
    const running = await callpath.start();
    const stage = new Stage(running, locale);
    const region = { name: stage.t('window.result.verdict') };
    for (const name of recordedNames()) {
      const { verdict, findings } = await stage.replay(name);
      const shown = stage.page.getByRole('region', region);
      await expect(shown, name).toHaveAttribute('data-level', verdict.level);
      await expect(shown, name).toContainText(verdict.headline);
      const [worst] = findings;
      if (worst) await expect(stage.page.getByText(worst.title).first(), name).toBeAttached();
      if (looked.has(name)) {
        await look(stage.app, stage.page, `recorded-${name}-${locale}`, { fullPage: true });
      }
    }
    expect(running.complaints).toEqual([]);
  });
}
