import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { init, type InitOpts, type ModuleInfo } from 'license-checker-rseidelsohn';
import { projectPath } from './paths.ts';

/** One piece of other people's work that the application carries. */
export interface ThirdParty {
  name: string;
  version: string;
  /** SPDX expression, as its package says it. */
  license: string;
  text: string;
}

/** What is loaded from `node_modules` when the application runs, and so is in no bundle. */
const loadedAtRunTime = ['better-sqlite3', 'bindings', 'file-uri-to-path'];
/** SQLite itself is in the public domain and comes inside better-sqlite3. */
const modulesFolder = `${sep}node_modules${sep}`;

/**
 * The licences of all packages that the modules of the bundles come from, and of those that are loaded when the
 * application runs. Throws for a package whose licence is unknown or has no text: it must not be handed on.
 */
export async function collectLicenses(moduleIds: readonly string[]): Promise<ThirdParty[]> {
  const names = new Set([...moduleIds.flatMap(packageOf), ...loadedAtRunTime]);
  const check = promisify<InitOpts, Record<string, ModuleInfo>>(init);
  const all = await check({ start: projectPath });
  const found = Object.entries(all).flatMap(([id, info]) => {
    const at = id.lastIndexOf('@');
    const name = id.slice(0, at);
    // A second version of a package, deeper in the tree, serves some tool.
    const isBundled = info.path === join(projectPath, 'node_modules', name);
    return names.has(name) && isBundled ? [{ name, version: id.slice(at + 1), info }] : [];
  });
  const missing = [...names].filter(
    (name) => !found.some((one) => one.name === name) && !isOptionalHere(name),
  );
  if (missing.length > 0) throw new Error(`No licence was found for ${missing.join(', ')}.`);
  const listed = await Promise.all(
    found.map(async ({ name, version, info }) => ({
      name,
      version,
      license: String(info.licenses),
      text: await textOf(name, info),
    })),
  );
  return listed.sort((a, b) => a.name.localeCompare(b.name));
}

/** The same for people: one block a package. */
export function formatLicenses(all: readonly ThirdParty[]): string {
  return all
    .map(
      ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text.trim()}\n`,
    )
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** better-sqlite3 needs these two only in its versions before 13. */
function isOptionalHere(name: string): boolean {
  return name === 'bindings' || name === 'file-uri-to-path';
}

function packageOf(moduleId: string): string[] {
  const at = moduleId.lastIndexOf(modulesFolder);
  if (at === -1) return [];
  const [first = '', second = ''] = moduleId.slice(at + modulesFolder.length).split(sep);
  return [first.startsWith('@') ? `${first}/${second}` : first];
}

async function textOf(name: string, { licenses, licenseFile }: ModuleInfo): Promise<string> {
  if (!licenses || String(licenses).includes('UNKNOWN') || licenseFile === undefined) {
    throw new Error(`The licence of ${name} is not known (${String(licenses)}).`);
  }
  return readFile(licenseFile, 'utf8');
}
