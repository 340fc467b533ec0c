import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { requireElectron } from '../../build/electron-runtime.ts';
import { projectPath } from '../../build/paths.ts';
import type { Locale } from '../../shared/locale.ts';
import { sandboxSwitches, withoutDisplay } from '../electron-switches.ts';
import { runToEnd } from '../run-to-end.ts';

export interface PrintJob {
  /** A file, and where its PDF goes to. */
  from: string;
  to: string;
  title: string;
  locale: Locale;
}

/** What one PDF took, in milliseconds. The first one starts Chromium's processes. */
export type PrintTimes = number[];

const timeoutMs = 120_000;

/** An application that only prints as the real one does, and nothing around it. */
const source = (electron: string) => `
import { readFileSync, writeFileSync } from 'node:fs';
import { app } from 'electron';
import { registerAppScheme } from '${electron}/desktop/app-protocol.ts';
import { printPdf } from '${electron}/desktop/print-pdf.ts';
registerAppScheme();
const packer = import('${electron}/report/compact-pdf.ts');
const jobs = JSON.parse(readFileSync(process.env.PRINT_JOBS, 'utf8'));
(async () => {
  const times = [];
  for (const { from, to, title, locale } of jobs) {
    const startedMs = performance.now();
    const printed = await printPdf(readFileSync(from, 'utf8'), { title, locale });
    const { compactPdf } = await packer;
    const pdf = await compactPdf(printed);
    times.push(performance.now() - startedMs);
    writeFileSync(to, pdf);
  }
  console.log(JSON.stringify(times));
})().catch((error) => console.error(error)).finally(() => app.exit(0));
`;

/** Prints pages in an Electron of their own, without a display. Throws with what it said where it did not end well. */
export async function printFiles(jobs: readonly PrintJob[]): Promise<PrintTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'callpath-print-'));
  try {
    await makeApp(folder);
    await writeFile(join(folder, 'jobs.json'), JSON.stringify(jobs));
    return JSON.parse(await run(folder)) as PrintTimes;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function makeApp(folder: string): Promise<void> {
  const entry = join(folder, 'entry.ts');
  await writeFile(entry, source(join(projectPath, 'electron')));
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'print', version: '1.0.0', type: 'module', main: 'main.js' }),
  );
  await build({
    configFile: false,
    root: projectPath,
    publicDir: false,
    logLevel: 'warn',
    ssr: { target: 'node', noExternal: true, external: ['electron'] },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: {
        external: ['electron'],
        output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false },
      },
    },
  });
}

async function run(folder: string): Promise<string> {
  const { executable } = requireElectron();
  const { status, stdout, stderr } = await runToEnd(
    executable,
    [
      ...sandboxSwitches,
      ...['--headless', '--disable-gpu', `--user-data-dir=${join(folder, 'data')}`, folder],
    ],
    { timeoutMs, env: withoutDisplay({ PRINT_JOBS: join(folder, 'jobs.json') }) },
  );
  if (!stdout.trim().startsWith('['))
    throw new Error(`it ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}
