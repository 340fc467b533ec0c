import { build, type Rolldown } from 'vite';
import type { ThirdParty } from '../shared/about.ts';
import { findElectron } from './electron-runtime.ts';
import { writeLicenses } from './licenses.ts';
import { buildReportPage } from './report-page.ts';
import { stageForRegistryRuntime } from './stage.ts';
import { mainConfig, preloadConfigs } from './vite.main.ts';
import { pageConfigs } from './vite.renderer.ts';

/**
 * Bundles main process, preloads, pages and the renderer of reports into `out/`, and stages them where the Electron in use
 * needs that. Resolves with the licences of what went into them; the renderer of reports has nothing that the window has not.
 */
export async function bundle(): Promise<ThirdParty[]> {
  const [built] = await Promise.all([
    Promise.all([buildPages(), ...[mainConfig, ...preloadConfigs].map((config) => build(config))]),
    buildReportPage(),
  ]);
  const moduleIds = built
    .flat(2)
    .flatMap((made) => ('output' in made ? made.output.flatMap(sourcesOf) : []));
  const licenses = await writeLicenses(moduleIds);
  if (findElectron()?.isStaged === true) await stageForRegistryRuntime();
  return licenses;
}

/** One after the other: the first one empties the folder. */
async function buildPages() {
  const built = [];
  for (const config of pageConfigs) built.push(await build(config));
  return built.flat();
}

function sourcesOf(made: Rolldown.OutputChunk | Rolldown.OutputAsset): string[] {
  return made.type === 'chunk' ? made.moduleIds : [];
}
