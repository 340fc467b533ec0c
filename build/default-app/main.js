import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

// What Electron's own default application does for `electron [-r MODULE] [SWITCHES] FOLDER`: the Electron that comes
// through the npm registry has none. Electron waits for this module, and so for the application, before it is ready.

const { modules, folder } = readArguments(process.argv.slice(1));
if (folder === null) {
  console.error('Give the folder of an application: electron FOLDER');
  app.exit(1);
} else {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  const require = createRequire(import.meta.url);
  for (const module of modules) require(resolve(module));
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.name = manifest.productName ?? manifest.name;
  app.setVersion(manifest.version);
  app.setAppPath(folder);
  await import(pathToFileURL(resolve(folder, manifest.main)).href);
}

/**
 * @param {string[]} args
 * @returns {{ modules: string[], folder: string | null }}
 */
function readArguments(args) {
  const modules = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (arg === '-r' || arg === '--require') {
      i += 1;
      modules.push(args[i]);
    } else if (!arg.startsWith('-')) {
      return { modules, folder: resolve(arg) };
    }
  }
  return { modules, folder: null };
}
