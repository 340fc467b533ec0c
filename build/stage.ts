import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { registryRuntime, type ElectronRuntime } from './electron-runtime.ts';
import { outPath, projectPath, runtimePath } from './paths.ts';

const builtParts = ['main', 'preload', 'renderer', 'report'];
const manifestMembers = [
  'name',
  'productName',
  'version',
  'description',
  'license',
  'author',
  'type',
  'main',
];
/** Of the checkout's `better-sqlite3`: what is loaded when the application runs. */
const sqliteParts = ['lib', 'prebuilds', 'package.json', 'LICENSE'];

/** Puts the built application beside the packages that were compiled for the registry runtime, and replaces the last one. */
export async function stageForRegistryRuntime(): Promise<void> {
  await mkdir(runtimePath, { recursive: true });
  const workPath = await mkdtemp(join(runtimePath, 'staging-'));
  try {
    const made = join(workPath, 'app');
    await stageModules(made, { fromRegistryRuntime: true });
    await stageApplication(made);
    const { stagePath } = registryRuntime;
    if (existsSync(stagePath)) await rename(stagePath, join(workPath, 'previous'));
    await rename(made, stagePath);
  } finally {
    await rm(workPath, { recursive: true, force: true });
  }
}

/** Makes a folder with what is packaged and nothing else: the built application and the `better-sqlite3` that fits. */
export async function stageForPackage(runtime: ElectronRuntime, targetPath: string): Promise<void> {
  await rm(targetPath, { recursive: true, force: true });
  await stageModules(targetPath, { fromRegistryRuntime: runtime.isStaged });
  await stageApplication(targetPath);
}

async function stageModules(
  targetPath: string,
  { fromRegistryRuntime }: { fromRegistryRuntime: boolean },
): Promise<void> {
  const modulesPath = join(targetPath, 'node_modules');
  if (fromRegistryRuntime) {
    await cp(registryRuntime.modulesPath, modulesPath, { recursive: true });
    return;
  }
  const from = join(projectPath, 'node_modules', 'better-sqlite3');
  const to = join(modulesPath, 'better-sqlite3');
  await mkdir(to, { recursive: true });
  await Promise.all(
    sqliteParts.map((part) =>
      cp(join(from, part), join(to, part), {
        recursive: true,
        filter: (source) => !source.endsWith('.node') || isForThisSystem(basename(source)),
      }),
    ),
  );
}

/** Prebuilt files are named by system and processor, as in `linuxmusl-arm64.node`. On macOS one application is for both. */
function isForThisSystem(fileName: string): boolean {
  const { platform, arch } = process;
  return platform === 'darwin'
    ? fileName.startsWith('darwin-')
    : fileName === `${platform}-${arch}.node`;
}

/** Adds the bundles and a manifest that names the modules which are really there. */
async function stageApplication(targetPath: string): Promise<void> {
  await Promise.all(
    builtParts.map((part) =>
      cp(join(outPath, part), join(targetPath, 'out', part), { recursive: true }),
    ),
  );
  const manifest = await readJson(join(projectPath, 'package.json'));
  const kept = manifestMembers.map((member) => [member, manifest[member]] as const);
  const dependencies = await versionsIn(join(targetPath, 'node_modules'));
  await writeFile(
    join(targetPath, 'package.json'),
    JSON.stringify({ ...Object.fromEntries(kept), dependencies }, null, 2),
  );
}

async function versionsIn(modulesPath: string): Promise<Record<string, unknown>> {
  const names = await readdir(modulesPath);
  const versions = names.map(async (name) => {
    const { version } = await readJson(join(modulesPath, name, 'package.json'));
    return [name, version] as const;
  });
  return Object.fromEntries(await Promise.all(versions));
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
}
