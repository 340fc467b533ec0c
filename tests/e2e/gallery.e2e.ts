import { locales } from '../../shared/locale.ts';
import { test } from './application.ts';
import { galleryStates } from './gallery-states.ts';
import { look } from './look.ts';
import { Stage } from './stage.ts';

/** One start of the application a language: its states follow each other as `gallery-states.ts` lists them. */
for (const locale of locales) {
  test(`every view and state in ${locale} is accessible in both themes`, async ({ callpath }) => {
    test.setTimeout(300_000);
    await callpath.useProfile({ name: 'Contoso', locale, supportContact: 'help@example.org' });
    const stage = new Stage(await callpath.start(), locale);
    for (const { name, show, isWhole, isSmallToo } of galleryStates) {
      await test.step(name, async () => {
        await stage.resize('large');
        await show(stage, callpath);
        const fullPage = isWhole ?? false;
        await look(stage.app, stage.page, `${name}-${locale}`, { fullPage });
        if (!isSmallToo) return;
        await stage.resize('small');
        await look(stage.app, stage.page, `${name}-small-${locale}`);
      });
    }
  });
}
