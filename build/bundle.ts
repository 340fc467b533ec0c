import { join } from 'node:path';
import { build, type InlineConfig, type Rolldown } from 'vite';
import type { ThirdParty } from '../shared/about.ts';
import { findElectron } from './electron-runtime.ts';
import { writeLicenses } from './licenses.ts';
import { projectPath } from './paths.ts';
import { buildReportPage } from './report-page.ts';
import { stageForRegistryRuntime } from './stage.ts';
import { mainConfig, preloadConfigs } from './vite.main.ts';

/** Vite's own way to take a configuration from a file, so that the window's bundle is set up in one place. */
export const rendererConfig: InlineConfig = {
  configFile: join(projectPath, 'build', 'vite.renderer.ts'),
  configLoader: 'native',
  logLevel: 'warn',
  // A busy machine is no reason for a warning.
  build: { rolldownOptions: { checks: { pluginTimings: false } } },
};

/**
 * Bundles main process, preloads, pages and the renderer of reports into `out/`, and stages them where the Electron in use
 * needs that. Resolves with the licences of what went into them; the renderer of reports has nothing that the window has not.
 */
export async function bundle(): Promise<ThirdParty[]> {
  const configs = [mainConfig, ...preloadConfigs, rendererConfig];
  const [built] = await Promise.all([
    Promise.all(configs.map((config) => build(config))),
    buildReportPage(),
  ]);
  const moduleIds = built
    .flat()
    .flatMap((made) => ('output' in made ? made.output.flatMap(sourcesOf) : []));
  const licenses = await writeLicenses(moduleIds);
  if (findElectron()?.isStaged === true) await stageForRegistryRuntime();
  return licenses;
}

function sourcesOf(made: Rolldown.OutputChunk | Rolldown.OutputAsset): string[] {
  return made.type === 'chunk' ? made.moduleIds : [];
}
