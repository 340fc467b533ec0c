import { join } from 'node:path';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { findElectron } from './electron-runtime.ts';
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
 * needs that. Resolves with the files that went into the bundles; the renderer of reports has none that the window has not.
 */
export async function bundle(): Promise<string[]> {
  const configs = [mainConfig, ...preloadConfigs, rendererConfig];
  const [built] = await Promise.all([
    Promise.all(configs.map((config) => build(config))),
    buildReportPage(),
  ]);
  if (findElectron()?.isStaged === true) await stageForRegistryRuntime();
  return built.flat().flatMap((made) => ('output' in made ? made.output.flatMap(sourcesOf) : []));
}

function sourcesOf(made: Rolldown.OutputChunk | Rolldown.OutputAsset): string[] {
  return made.type === 'chunk' ? made.moduleIds : [];
}
