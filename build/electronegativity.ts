import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import electronPackage from 'electron/package.json' with { type: 'json' };
import { type Accepted, type Finding, judgeFindings } from './electronegativity-findings.ts';
import { projectPath } from './paths.ts';
import { command } from './run-command.ts';

/**
 * `npm run electronegativity`: looks at the sources for what weakens an Electron application. Every finding that stays
 * has its reason in electronegativity.json; another one fails, and so does a reason whose finding is gone.
 */

/** What the application is made of; the file that names Electron's version is looked at, too. */
const parts = ['electron', 'renderer', 'shared', 'package.json'];

interface Issue {
  id: string;
  file: string;
}

type Scan = (options: {
  input: string;
  isRelative: boolean;
  electronVersionOverride: string;
  excludeFromScan: string[];
}) => Promise<{ errors: { file: string; message: string }[]; issues: Issue[] }>;

await command(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callpath-scan-'));
  try {
    // Once for all parts: what one file promises (no navigation, say) has to count for the others.
    for (const part of parts) {
      await cp(join(projectPath, part), join(folder, part), { recursive: true, filter: isSource });
    }
    const { errors, issues } = await scan(folder);
    const accepted = JSON.parse(
      await readFile(join(import.meta.dirname, 'electronegativity.json'), 'utf8'),
    ) as Accepted[];
    const wrong = [
      ...errors.map(({ file, message }) => `not looked at: ${file}: ${message}`),
      ...judgeFindings(issues.map(toFinding), accepted),
    ];
    if (wrong.length > 0) throw new Error(['electronegativity:', ...wrong].join('\n  '));
    console.log(`electronegativity: ${issues.length} findings, each with its reason.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function isSource(path: string): boolean {
  return !path.endsWith('.test.ts') && !path.includes(`${sep}testing`);
}

function toFinding({ id, file }: Issue): Finding {
  return { check: id, file: file.replaceAll(sep, '/') };
}

/** Its command line needs an older `commander` than there is here; the same is exported as a function. */
function scan(folder: string): ReturnType<Scan> {
  const require = createRequire(import.meta.url);
  cutOffNetwork(require);
  const run = require('@doyensec/electronegativity') as Scan;
  return run({
    input: folder,
    isRelative: true,
    electronVersionOverride: electronPackage.version,
    // It downloads the list of Electron's releases; `npm outdated` says as much.
    excludeFromScan: ['AvailableSecurityFixesGlobalCheck'],
  });
}

/** It asks a server for translations at every start, and ends with an error of its own where there is no network. */
function cutOffNetwork(require: NodeJS.Require): void {
  const got = createRequire(require.resolve('@doyensec/electronegativity')).resolve('got');
  const offline = () => Promise.reject(new Error('no network is used'));
  require.cache[got] = { exports: offline, loaded: true } as unknown as NodeJS.Module;
}
