import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ThirdParty } from '../shared/about.ts';
import { type ElectronRuntime, findElectron, registryRuntime } from './electron-runtime.ts';
import { outPath, projectPath } from './paths.ts';

/** Texts of packages that name their licence and do not bring it, with the author whom they name. */
const textsPath = join(import.meta.dirname, 'license-texts');

const modulesFolder = `${sep}node_modules${sep}`;
const licenseFile = /^(licen[cs]e|copying)([-.]|$)/i;

/**
 * The licences of the packages that bundled files come from, and of packages in these further folders. They are read where
 * the bundler read the code, so that a second version deeper in the tree is listed as what it is. Throws for a package
 * that does not say its licence or does not bring its text: it must not be handed on.
 */
export async function collectLicenses(
  moduleIds: readonly string[],
  moreFolders: readonly string[] = [],
): Promise<ThirdParty[]> {
  const folders = new Set([...moduleIds.flatMap(packageFolder), ...moreFolders]);
  const all = await Promise.all([...folders].map(readLicense));
  const unique = new Map(all.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Writes into `out/` whose work the application carries: what its bundles are made of, what is loaded beside them, and
 * Electron.
 */
export async function writeLicenses(moduleIds: readonly string[]): Promise<ThirdParty[]> {
  const runtime = findElectron();
  const licenses = await collectLicenses(moduleIds, await loadedBeside(runtime));
  if (runtime) licenses.unshift(await licenseOfElectron(runtime));
  await writeFile(join(outPath, 'main', 'licences.json'), JSON.stringify(licenses));
  return licenses;
}

/** The same packages that build/stage.ts puts beside the bundles. */
async function loadedBeside(runtime: ElectronRuntime | null): Promise<string[]> {
  if (runtime?.isStaged !== true) return [join(projectPath, 'node_modules', 'better-sqlite3')];
  const { modulesPath } = registryRuntime;
  return (await readdir(modulesPath)).map((name) => join(modulesPath, name));
}

async function licenseOfElectron({ version }: ElectronRuntime): Promise<ThirdParty> {
  const own = await readLicense(join(projectPath, 'node_modules', 'electron'));
  return { ...own, name: 'Electron', version };
}

/** For people: one block a package. */
export function formatLicenses(all: readonly ThirdParty[]): string {
  const line = '-'.repeat(80);
  return all
    .map(
      ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text.trim()}\n`,
    )
    .join(`\n${line}\n\n`);
}

/** The folder of the package that a bundled file is in; none for the project's own files and the bundler's. */
function packageFolder(moduleId: string): string[] {
  const at = moduleId.lastIndexOf(modulesFolder);
  // Rolldown marks what it makes up itself with a leading zero byte.
  if (at === -1 || moduleId.startsWith('\0')) return [];
  const start = at + modulesFolder.length;
  const [first = '', second = ''] = moduleId.slice(start).split(sep);
  return [join(moduleId.slice(0, start), first.startsWith('@') ? join(first, second) : first)];
}

async function readLicense(folder: string): Promise<ThirdParty> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license?: unknown };
  const file = (await readdir(folder)).find((entry) => licenseFile.test(entry));
  const path = file === undefined ? join(textsPath, `${name}.txt`) : join(folder, file);
  if (!existsSync(path)) throw new Error(`The text of the licence of ${name} is missing.`);
  const text = await readFile(path, 'utf8');
  const named = typeof license === 'string' ? license : /\bMIT License\b/.test(text) && 'MIT';
  if (!named) throw new Error(`${name} does not say its licence.`);
  return { name, version, license: named, text };
}
