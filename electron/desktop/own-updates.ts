import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { readUpdateConfig } from './update-config.ts';
import { hindranceTo } from './updated-by.ts';
import { Updates, type UpdateTerms } from './updates.ts';

/** The update of the running application. */
export function ownUpdates(terms: Pick<UpdateTerms, 'settings'>): Updates {
  let known: ReturnType<typeof installation> | null = null;
  // Looked up when somebody asks: the start of the window does without.
  const own = () => (known ??= installation());
  return new Updates({
    ...terms,
    settings: () => {
      const { enabled, url } = terms.settings();
      return { enabled, url: url ?? own().url };
    },
    hindrance: () => own().hindrance,
    openSource: async (url, onLateError) => {
      const { openUpdateSource } = await import('./update-source.ts');
      return openUpdateSource(url, own().publisherNames, onLateError);
    },
  });
}

function installation() {
  const { url, publisherNames } = readUpdateConfig(app.isPackaged ? configText() : '');
  const hindrance = hindranceTo({
    platform: process.platform,
    isPackaged: app.isPackaged,
    name: app.getName(),
    executable: process.execPath,
    env: process.env,
    publisherNames,
  });
  return { url, publisherNames, hindrance };
}

/** Empty where the package has none. */
function configText(): string {
  try {
    return readFileSync(join(process.resourcesPath, 'app-update.yml'), 'utf8');
  } catch {
    return '';
  }
}
