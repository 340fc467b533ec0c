import type { Report } from './report.ts';

/** A report of 20 servers has 40 KiB. What is a thousand times larger is something else, and would only freeze. */
export const maxReportBytes = 32 * 1024 * 1024;

/** How files that may hold a report end. `.callpath` is JSON, or a zip, that this application opens by a double click. */
export const reportFileExtensions = ['callpath', 'json', 'zip'] as const;

/** `changed`: the report is not what its SHA-256 was made of. */
export type Integrity = 'intact' | 'changed';

/** A report that was opened from a file. */
export interface ImportedReport {
  report: Report;
  integrity: Integrity;
  /** The history had it before. */
  alreadyThere: boolean;
  /** Why the history does not keep it; `null` where it does. */
  notSaved: string | null;
}

/** Where a report that is shown comes from. */
export interface ReportOrigin {
  imported: boolean;
  integrity: Integrity;
}
