import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'electron-builder';
import { bundle } from './bundle.ts';
import { requireElectron } from './electron-runtime.ts';
import { formatLicenses } from './licenses.ts';
import { packageConfiguration } from './package-configuration.ts';
import { packedFolder, packTarball } from './pack-tarball.ts';
import { projectPath, runtimePath } from './paths.ts';
import { installerTools } from './release-pages.ts';
import { command } from './run-command.ts';
import { stageForPackage } from './stage.ts';

/**
 * `npm run package [-- --dir]`: makes the installers of this system in dist/, or with `--dir` only the folder that they
 * would install. Where the tools for installers cannot be had, it says so and makes the folder and, on Linux, a tar.gz.
 */
await command(async () => {
  const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
  const runtime = requireElectron();
  const missing = values.dir ? null : await installerTools(runtime);
  if (missing !== null) console.log(missing);
  const workPath = join(runtimePath, 'package');
  const places = { appPath: join(workPath, 'app'), licensesPath: join(workPath, 'licenses.txt') };
  try {
    const licenses = await bundle();
    await rm(workPath, { recursive: true, force: true });
    await mkdir(workPath, { recursive: true });
    await stageForPackage(runtime, places.appPath);
    await writeFile(places.licensesPath, formatLicenses(licenses));
    const made = await build({
      projectDir: projectPath,
      publish: 'never',
      ...(values.dir || missing !== null ? { dir: true } : {}),
      config: packageConfiguration(runtime, places),
    });
    if (missing !== null && process.platform === 'linux') made.push(await packTarball());
    for (const path of made.length === 0 ? [packedFolder()] : made) {
      console.log(relative('.', path));
    }
  } finally {
    await rm(workPath, { recursive: true, force: true });
  }
});
