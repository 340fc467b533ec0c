import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Locale } from '../../shared/locale.ts';
import type { Report } from '../../shared/report.ts';

export interface ReportPageInput {
  report: Report;
  /** Of the labels; findings stay in the language in which they were written. */
  locale: Locale;
  /** What a check of the hash found, where there was one. */
  integrity?: 'intact' | 'changed';
  /** With nothing closed: for paper. */
  isOpen?: boolean;
}

export type RenderReportPage = (input: ReportPageInput) => string;

/** What renderer/report/server.ts exports. It is a bundle of the window's components, which this layer does not import. */
interface ReportPageModule {
  renderReportPage: (input: ReportPageInput, sha256: (text: string) => string) => string;
}

let loaded: Promise<RenderReportPage> | null = null;

/**
 * The renderer of reports, loaded once. In the built application it lies beside the main process. In a checkout it is
 * built first where it is missing or older than its sources, which takes some seconds. Rejects where that fails.
 */
export function loadReportPage(): Promise<RenderReportPage> {
  loaded ??= load();
  loaded.catch(() => (loaded = null));
  return loaded;
}

async function load(): Promise<RenderReportPage> {
  const path = import.meta.url.endsWith('.ts') ? await freshBundle() : bundleIn('..');
  const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as ReportPageModule;
  return (input) => module.renderReportPage(input, sha256);
}

function bundleIn(outPath: string): string {
  return join(import.meta.dirname, outPath, 'report', 'report-page.js');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

async function freshBundle(): Promise<string> {
  const projectPath = join(import.meta.dirname, '..', '..');
  const path = bundleIn(join('..', '..', 'out'));
  const builtMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['renderer', 'shared', 'build/vite.report.ts', 'package-lock.json'];
  if (sources.every((source) => newestMs(join(projectPath, source)) < builtMs)) return path;
  process.stderr.write('Building the renderer of reports, once…\n');
  // Build tools are no part of this process: they stay in one of their own.
  await promisify(execFile)(process.execPath, [join(projectPath, 'build', 'report-page.ts')], {
    // Not as tests are: pages are the same wherever they are made.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return path;
}

/** When a file, or the newest one below a folder, was changed. */
function newestMs(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
