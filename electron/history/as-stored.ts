import type { Report } from '../../shared/report.ts';
import { asChecked } from './edit-session.ts';
import type { Row } from './session-rows.ts';

/** Whether a report is what was stored, now and at the check; what came changed from elsewhere must still be what came. */
export function isAsStored(
  row: Row,
  report: Report,
  hashOf: (report: Report) => string | null,
): boolean {
  const original = asChecked(row, report);
  const actual = row['actual_sha256'] ?? null;
  if (actual !== null) return hashOf(original) === actual;
  return (
    hashOf(report) === report.integrity.sha256 && hashOf(original) === original.integrity.sha256
  );
}
