import { accessSync, constants, statSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import * as v from 'valibot';
import { type ExportFormat, exportFormatSchema } from '../../shared/ipc.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { type Failure, failure, type Outcome, success } from '../../shared/outcome.ts';
import { type Report, reportSchema } from '../../shared/report.ts';
import { type ArchiveSource, reportArchive } from './archive.ts';
import { ExportStopped } from './export-stopped.ts';
import { renderReport, type RenderTerms } from './render.ts';
import { replaceFile } from './replace-file.ts';

const formats = new Map<string, ExportFormat>([
  ...exportFormatSchema.options.map((format) => [`.${format}`, format] as const),
  // JSON that the application opens by a double click.
  ['.callpath', 'json'],
]);

interface TargetTerms extends RenderTerms {
  path: string;
  /** Replace a file that is there. */
  force: boolean;
}

export interface WriteOptions extends TargetTerms {
  report: Report;
  /** That of the path's extension where it is missing. */
  format?: ExportFormat | undefined;
}

/**
 * Writes a report to a file, whole or not at all: first to a file beside it, which then takes its name. Failure codes:
 * `unknown-format`, `no-pdf`, `not-printed`, `invalid-report`, `file-exists`, `is-a-folder`, `folder-missing`, `not-writable`, `disk-full`,
 * `not-written`.
 */
export async function writeReport(options: WriteOptions): Promise<Outcome<null>> {
  const { report, path, t } = options;
  const checked = checkReportPath(path, options);
  if (!checked.ok) return checked;
  const invalid = reportProblem(report, t);
  if (invalid) return invalid;
  if (checked.value === 'zip') {
    return writeReports({ ...options, source: { count: 1, load: () => success(report) } });
  }
  const format = checked.value;
  return attemptToWrite(path, t, async () => {
    await replaceFile(path, await renderReport(report, format, options));
  });
}

export interface WriteAllOptions extends TargetTerms {
  source: ArchiveSource;
  /** Only these in the archive; all where it is missing. */
  format?: ExportFormat | undefined;
  signal?: AbortSignal | undefined;
  /** Told after each report. */
  onProgress?: ((done: number) => void) | undefined;
}

/**
 * Writes reports to one zip, each one's files in a folder of its own where there are several. They are read, rendered and
 * written one after the other, so that a thousand need no more memory than one. Failure codes beside those of
 * `writeReport`: `cancelled`, and those of reading a report.
 */
export async function writeReports(options: WriteAllOptions): Promise<Outcome<null>> {
  const { path, force, t, signal } = options;
  const target = checkReportPath(path, { ...options, format: 'zip', force });
  if (!target.ok) return target;
  if (options.format === 'pdf' && !options.printPdf) return noPdf(t);
  const archive = reportArchive({ ...options, problemOf: (report) => reportProblem(report, t) });
  try {
    return await attemptToWrite(path, t, () => replaceFile(path, archive, signal));
  } finally {
    archive.destroy();
  }
}

/** Whether a report can go to `path`, and in which format: to be asked before the work is done. Writes nothing. */
export function checkReportPath(
  path: string,
  { format, force, t, printPdf }: Pick<WriteOptions, 'format' | 'force' | 't' | 'printPdf'>,
): Outcome<ExportFormat> {
  const chosen = format ?? formats.get(extname(path).toLowerCase());
  if (chosen === undefined) {
    const extensions = [...formats.keys()].join(t('report.comma'));
    return failure('unknown-format', t('report.write.unknownFormat', { path, extensions }));
  }
  if (chosen === 'pdf' && !printPdf) return noPdf(t);
  try {
    return pathProblem(path, force, t) ?? success(chosen);
  } catch (error) {
    return writeFailure(error, path, t);
  }
}

function noPdf(t: Translate): Failure {
  return failure('no-pdf', t('exchange.write.noPdf'));
}

function pathProblem(path: string, force: boolean, t: Translate): Failure | null {
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return failure('folder-missing', t('report.write.folderMissing', { folder }));
  }
  const existing = statSync(path, { throwIfNoEntry: false });
  if (!existing) return null;
  if (existing.isDirectory()) {
    return failure('is-a-folder', t('report.write.isAFolder', { path }));
  }
  if (!existing.isFile()) return failure('not-a-file', t('exchange.write.notAFile', { path }));
  if (!force) return failure('file-exists', t('report.write.exists', { path }));
  // Another file would take its name all the same: who made it read-only did not want that.
  accessSync(path, constants.W_OK);
  return null;
}

/** What leaves has to be what it says it is. Only a mistake in Callpath leads here. */
function reportProblem(report: Report, t: Translate): Failure | null {
  const parsed = v.safeParse(reportSchema, report, { abortEarly: true });
  if (parsed.success) return null;
  const place = v.getDotPath(parsed.issues[0]) ?? '';
  return failure('invalid-report', t('exchange.write.invalid', { place }));
}

async function attemptToWrite(
  path: string,
  t: Translate,
  write: () => Promise<void>,
): Promise<Outcome<null>> {
  try {
    await write();
    return success(null);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      return failure('cancelled', t('exchange.write.cancelled'));
    }
    return error instanceof ExportStopped ? error.failure : writeFailure(error, path, t);
  }
}

const diskFullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const notWritableCodes: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What the file system is to blame for; anything else is a mistake in Callpath and is thrown on. */
export function writeFailure(error: unknown, path: string, t: Translate): Failure {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
  const reason = String(error.code);
  if (diskFullCodes.has(error.code)) {
    return failure('disk-full', t('report.write.diskFull', { path }));
  }
  return notWritableCodes.has(error.code)
    ? failure('not-writable', t('report.write.notWritable', { path, reason }))
    : failure('not-written', t('report.write.failed', { path, reason }));
}
