import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { projectPath } from './paths.ts';
import { policyJsonSchema } from './policy-json-schema.ts';
import { reportJsonSchema } from './report-json-schema.ts';
import { command } from './run-command.ts';

/** `npm run schema [-- --check]`: writes the JSON Schemas in docs/, or says that they are not what the code says. */
const schemas = [
  { name: 'report.schema.json', source: 'shared/report.ts', make: reportJsonSchema },
  { name: 'policy.schema.json', source: 'shared/policy.ts', make: policyJsonSchema },
];

await command(async () => {
  for (const { name, source, make } of schemas) {
    const path = join(projectPath, 'docs', name);
    const expected = `${JSON.stringify(make(), null, 2)}\n`;
    if (process.argv.includes('--check')) await check(path, expected, source);
    else await write(path, expected);
  }
});

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  console.log(`Wrote ${relative('.', path)}.`);
}

async function check(path: string, expected: string, source: string): Promise<void> {
  const actual = await readFile(path, 'utf8').catch(() => null);
  // A checkout on Windows may have turned line ends.
  if (actual?.replaceAll('\r\n', '\n') === expected) return;
  throw new Error(
    `${relative('.', path)} is ${actual === null ? 'missing' : `not what ${source} says`}. ` +
      'Run `npm run schema` and commit the result.',
  );
}
