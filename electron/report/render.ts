import type { ExportFormat } from '../../shared/ipc.ts';
import type { Locale } from '../../shared/locale.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { failure } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { toCsv } from './csv.ts';
import { ExportStopped } from './export-stopped.ts';
import { type HtmlOptions, toHtml } from './html.ts';
import { checkIntegrity, toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { toText } from './text.ts';

/** Prints a page to a PDF; only the application can, because it has Chromium. */
export type PrintPdf = (
  html: string,
  options: { title: string; locale: Locale },
) => Promise<Uint8Array>;

/** The formats of one report; a zip holds them. */
export type SingleFormat = Exclude<ExportFormat, 'zip'>;

export interface RenderTerms {
  /** Gives the labels. */
  t: Translate;
  printPdf?: PrintPdf | undefined;
}

/** In the order of the entries of a zip: what a person opens first comes first. */
export const singleFormats = [
  'html',
  'pdf',
  'txt',
  'md',
  'csv',
  'json',
] as const satisfies readonly SingleFormat[];

/**
 * The content of a file. Throws `ExportStopped` where a PDF could not be printed, and a TypeError where nothing can print
 * one: ask before.
 */
export async function renderReport(
  report: Report,
  format: SingleFormat,
  { t, printPdf }: RenderTerms,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'json':
      return toJson(report);
    case 'html':
      return toPage(report, t);
    case 'md':
      return toMarkdown(report, t);
    case 'txt':
      return toText(report, t);
    case 'csv':
      return toCsv(report);
    case 'pdf': {
      if (!printPdf) throw new TypeError('nothing prints a PDF');
      return printPage(report, t, printPdf);
    }
  }
}

function toPage(report: Report, t: Translate, options: HtmlOptions = {}): Promise<string> {
  const integrity = checkIntegrity(report) ? 'intact' : 'changed';
  return toHtml(report, localeOf(t), { integrity, ...options });
}

async function printPage(report: Report, t: Translate, printPdf: PrintPdf): Promise<Uint8Array> {
  const page = await toPage(report, t, { isOpen: true });
  // Read while Chromium prints.
  const packer = import('./compact-pdf.ts');
  try {
    const pdf = await printPdf(page, { title: report.verdict.headline, locale: localeOf(t) });
    return await (await packer).compactPdf(pdf);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExportStopped(failure('not-printed', t('page.notPrinted', { reason })));
  }
}

function localeOf(t: Translate): Locale {
  return t('report.locale') as Locale;
}
