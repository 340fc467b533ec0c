import { loadReportPage } from '../electron/report/report-page.ts';

/** Builds the renderer of reports where it is older than its sources, once for all files and not by each. */
export default async function reportPageSetup(): Promise<void> {
  await loadReportPage();
}
