import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { projectPath } from './paths.ts';
import { reportJsonSchema } from './report-json-schema.ts';
import { command } from './run-command.ts';

/** `npm run schema [-- --check]`: writes docs/report.schema.json, or says that it is not what the code says. */
const schemaPath = join(projectPath, 'docs', 'report.schema.json');

await command(async () => {
  const expected = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    await writeFile(schemaPath, expected);
    console.log(`Wrote ${relative('.', schemaPath)}.`);
    return;
  }
  const actual = await readFile(schemaPath, 'utf8').catch(() => null);
  // A checkout on Windows may have turned line ends.
  if (actual?.replaceAll('\r\n', '\n') === expected) return;
  throw new Error(
    `${relative('.', schemaPath)} is ${actual === null ? 'missing' : 'not what shared/report.ts says'}. ` +
      'Run `npm run schema` and commit the result.',
  );
});
