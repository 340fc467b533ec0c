import type { Locale } from '../../shared/locale.ts';
import type { Report } from '../../shared/report.ts';
import { loadReportPage, type ReportPageInput } from './report-page.ts';

export type HtmlOptions = Pick<ReportPageInput, 'integrity' | 'isOpen'>;

/**
 * The report as one HTML file, rendered by the components of the window: no script, nothing from elsewhere, readable on
 * paper, light or dark as the reader's system asks for. Labels are in the language of `locale`; findings stay in the one
 * in which they were written.
 */
export async function toHtml(
  report: Report,
  locale: Locale,
  options: HtmlOptions = {},
): Promise<string> {
  const render = await loadReportPage();
  return render({ report, locale, ...options });
}
