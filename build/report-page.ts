import { mkdir, mkdtemp, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { outPath } from './paths.ts';
import { command } from './run-command.ts';
import { reportConfig } from './vite.report.ts';

const fileName = 'report-page.js';

/**
 * Makes `out/report/report-page.js`, whole or not at all: two processes may do it at the same time, and a third may be
 * loading it. It is dated when the work began, so that a source that changed meanwhile is newer.
 */
export async function buildReportPage(): Promise<void> {
  const startedAt = new Date();
  const folder = join(outPath, 'report');
  await mkdir(folder, { recursive: true });
  // In the same file system, because only there does a file take another name at once.
  const workPath = await mkdtemp(join(outPath, 'building-report-'));
  try {
    await build(reportConfig(workPath));
    const made = join(workPath, fileName);
    await utimes(made, startedAt, startedAt);
    await rename(made, join(folder, fileName));
  } finally {
    await rm(workPath, { recursive: true, force: true });
  }
}

if (import.meta.main) await command(buildReportPage);
