import type { ExportFormat, IpcInput } from '../shared/ipc.ts';
import type { Translate } from '../shared/messages/translate.ts';
import { failure, type Outcome, success } from '../shared/outcome.ts';
import type { Redaction, RedactionPreview } from '../shared/redaction.ts';
import type { Report } from '../shared/report.ts';
import { archiveFileName, reportFileName } from './report/file-name.ts';
import { previewRedaction, redactReport } from './report/redaction.ts';
import type { PrintPdf } from './report/render.ts';
import { writeReport, writeReports } from './report/write.ts';
import { userName } from './user-name.ts';

/** What an export works with. */
export interface ExportTerms {
  t: Translate;
  find: (id: string) => Outcome<Report>;
  /** `null` where the person closed the dialog. The dialog asks before a file is replaced. */
  askWhere: (fileName: string, format: ExportFormat) => Promise<string | null>;
  printPdf: PrintPdf | undefined;
  onProgress: (progress: { done: number; total: number }) => void;
}

/** Writes reports where the person says; one export at a time, which can be cancelled. */
export class Exports {
  #running: AbortController | null = null;

  cancel(): void {
    this.#running?.abort();
  }

  /** `null`: the person closed the dialog, or cancelled. */
  async run(
    input: IpcInput<'exportSessions'>,
    terms: ExportTerms,
  ): Promise<Outcome<{ path: string } | null>> {
    if (this.#running) {
      return failure('export-running', terms.t('exchange.export.running'));
    }
    this.#running = new AbortController();
    try {
      const written = await exportSessions(input, terms, this.#running.signal);
      return !written.ok && written.code === 'cancelled' ? success(null) : written;
    } finally {
      this.#running = null;
    }
  }
}

async function exportSessions(
  { ids, format, redaction }: IpcInput<'exportSessions'>,
  terms: ExportTerms,
  signal: AbortSignal,
): Promise<Outcome<{ path: string } | null>> {
  const { t, find, printPdf } = terms;
  const load = (index: number): Outcome<Report> => {
    const found = find(ids[index] ?? '');
    return found.ok ? success(redacted(found.value, redaction)) : found;
  };
  const first = load(0);
  if (!first.ok) return first;
  // It is there already; the others are read when it is their turn.
  const loadOnce = (index: number) => (index === 0 ? first : load(index));
  const { session } = first.value;
  const total = ids.length;
  const path =
    total === 1
      ? await terms.askWhere(reportFileName(session, format), format)
      : await terms.askWhere(archiveFileName(session, total), 'zip');
  if (path === null) return success(null);
  const target = { path, format, force: true, t, printPdf };
  const onProgress = (done: number) => {
    terms.onProgress({ done, total });
  };
  const written =
    total === 1
      ? await writeReport({ ...target, report: first.value })
      : await writeReports({
          ...target,
          source: { count: total, load: loadOnce },
          signal,
          onProgress,
        });
  return written.ok ? success({ path }) : written;
}

/** What an export with these switches would replace. */
export function previewOf(found: Outcome<Report>, redaction: Redaction): Outcome<RedactionPreview> {
  return found.ok ? success(previewRedaction(found.value, redaction, userName())) : found;
}

/** Unchanged where nothing is to be replaced. */
export function redacted(report: Report, redaction: Redaction): Report {
  return redactReport(report, redaction, userName());
}
