import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { headlineTable } from '../electron/diagnosis/testing/headlines.ts';
import { findingsTable } from './findings-table.ts';
import { projectPath } from './paths.ts';
import { command } from './run-command.ts';

/** `npm run findings [-- --check]`: writes docs/findings.md and docs/headlines.md, or says that they are not what the rules say. */
const pages = [
  { name: 'findings.md', make: findingsTable },
  { name: 'headlines.md', make: headlineTable },
];

await command(async () => {
  for (const { name, make } of pages) {
    const page = join(projectPath, 'docs', name);
    const expected = make();
    if (!process.argv.includes('--check')) {
      await writeFile(page, expected);
      console.log(`Wrote ${relative('.', page)}.`);
      continue;
    }
    const actual = await readFile(page, 'utf8').catch(() => null);
    // A checkout on Windows may have turned line ends.
    if (actual?.replaceAll('\r\n', '\n') === expected) continue;
    throw new Error(
      `${relative('.', page)} is ${actual === null ? 'missing' : 'not what electron/diagnosis says'}. ` +
        'Run `npm run findings` and commit the result.',
    );
  }
});
