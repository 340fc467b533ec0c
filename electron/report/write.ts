import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { ExportFormat } from '../../shared/ipc.ts';
import type { Locale } from '../../shared/locale.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { type Failure, failure, type Outcome, success } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { toHtml } from './html.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';

const formats = new Map<string, ExportFormat>([
  ['.json', 'json'],
  ['.html', 'html'],
  ['.md', 'md'],
]);

export interface WriteOptions {
  report: Report;
  path: string;
  /** That of the path's extension where it is missing. */
  format?: ExportFormat;
  /** Replace a file that is there. */
  force: boolean;
  /** Gives the labels in the report and the messages. */
  t: Translate;
}

/**
 * Writes a report to a file, whole or not at all: first to a file beside it, which then takes its name. Failure codes:
 * `unknown-format`, `file-exists`, `is-a-folder`, `folder-missing`, `not-writable`, `disk-full`, `not-written`.
 */
export async function writeReport({
  report,
  path,
  format,
  force,
  t,
}: WriteOptions): Promise<Outcome<null>> {
  const checked = checkReportPath(path, { ...(format && { format }), force, t });
  if (!checked.ok) return checked;
  const text = await render(report, checked.value, t);
  try {
    replaceFile(path, text);
    return success(null);
  } catch (error) {
    return writeFailure(error, path, t);
  }
}

/** Whether a report can go to `path`, and in which format: to be asked before the work is done. Writes nothing. */
export function checkReportPath(
  path: string,
  { format, force, t }: Pick<WriteOptions, 'format' | 'force' | 't'>,
): Outcome<ExportFormat> {
  const chosen = format ?? formats.get(extname(path).toLowerCase());
  if (chosen === undefined) {
    const extensions = [...formats.keys()].join(t('report.comma'));
    return failure('unknown-format', t('report.write.unknownFormat', { path, extensions }));
  }
  try {
    return pathProblem(path, force, t) ?? success(chosen);
  } catch (error) {
    return writeFailure(error, path, t);
  }
}

function pathProblem(path: string, force: boolean, t: Translate): Failure | null {
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return failure('folder-missing', t('report.write.folderMissing', { folder }));
  }
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing?.isDirectory()) {
    return failure('is-a-folder', t('report.write.isAFolder', { path }));
  }
  return existing && !force ? failure('file-exists', t('report.write.exists', { path })) : null;
}

async function render(report: Report, format: ExportFormat, t: Translate): Promise<string> {
  if (format === 'json') return toJson(report);
  return format === 'html' ? toHtml(report, t('report.locale') as Locale) : toMarkdown(report, t);
}

function replaceFile(path: string, text: string): void {
  // In the same folder, because only within one file system does a file take another name at once.
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, text);
      // A disk that is full, or a network drive that is gone, may say so only now.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
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
