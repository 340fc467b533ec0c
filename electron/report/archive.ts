import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ExportFormat } from '../../shared/ipc.ts';
import type { Failure, Outcome } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { ExportStopped } from './export-stopped.ts';
import { FolderNames } from './file-name.ts';
import { renderReport, type RenderTerms, singleFormats, type SingleFormat } from './render.ts';

/** Reports that are read one after the other. */
export interface ArchiveSource {
  count: number;
  load: (index: number) => Outcome<Report>;
}

export interface ArchiveTerms extends RenderTerms {
  source: ArchiveSource;
  /** Only this one; `zip`, or none, is all that can be made. */
  format?: ExportFormat | undefined;
  /** What keeps a report from being written; null where nothing does. */
  problemOf: (report: Report) => Failure | null;
  /** Told after each report. */
  onProgress?: ((done: number) => void) | undefined;
}

/** Names that stay: programs look for them, and import opens `report.json`. */
export const entryNames: Record<SingleFormat, string> = {
  html: 'report.html',
  pdf: 'report.pdf',
  txt: 'report.txt',
  md: 'report.md',
  csv: 'samples.csv',
  json: 'report.json',
};

/**
 * A zip of reports, made while it is read: at most one report is in memory. One report's files stand at the top, those of
 * several in a folder for each. The same reports give the same bytes. The stream fails with `ExportStopped`.
 */
export function reportArchive(terms: ArchiveTerms): Readable {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  fill(zip, stream, terms).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return stream;
}

async function fill(zip: ZipFile, stream: Readable, terms: ArchiveTerms): Promise<void> {
  const { source, format, printPdf, problemOf, onProgress } = terms;
  const formats = singleFormats.filter((one) =>
    format === undefined || format === 'zip' ? one !== 'pdf' || printPdf : one === format,
  );
  const folders = new FolderNames();
  for (let index = 0; index < source.count && !stream.destroyed; index++) {
    const loaded = source.load(index);
    const problem = loaded.ok ? problemOf(loaded.value) : loaded;
    if (!loaded.ok || problem) throw new ExportStopped(problem ?? (loaded as Failure));
    const report = loaded.value;
    const folder = source.count === 1 ? '' : `${folders.add(report.session)}/`;
    for (const one of formats) {
      const content = Buffer.from(await renderReport(report, one, terms));
      await addEntry(zip, stream, `${folder}${entryNames[one]}`, content, timeOf(report));
    }
    onProgress?.(index + 1);
  }
  zip.end();
}

/** Resolves when the entry has been read, or never will be. */
function addEntry(
  zip: ZipFile,
  stream: Readable,
  name: string,
  content: Buffer,
  mtime: Date,
): Promise<void> {
  return new Promise((resolve) => {
    stream.once('close', resolve);
    zip.addReadStreamLazy(name, { mtime, size: content.length, mode: 0o100644 }, (give) => {
      const entry = Readable.from([content]);
      entry.once('close', () => {
        stream.off('close', resolve);
        resolve();
      });
      give(null, entry);
    });
  });
}

/** That of the check, so that the same reports make the same file. The format knows the years 1980 to 2107 (DOS). */
function timeOf({ session }: Report): Date {
  const date = new Date(session.startedAt);
  const year = date.getUTCFullYear();
  return year >= 1981 && year <= 2106 ? date : new Date(Date.UTC(1981, 0, 1));
}
