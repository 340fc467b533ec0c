import { isDeepStrictEqual } from 'node:util';
import type { Translate } from '../shared/messages/translate.ts';
import { failure, type Outcome, success } from '../shared/outcome.ts';
import type { Report } from '../shared/report.ts';
import type { ImportedReport } from '../shared/report-file.ts';
import type { Sessions } from './history/sessions.ts';
import type { ParsedReport } from './report/import.ts';
import { checkIntegrity, hashReport } from './report/json.ts';

/**
 * Adds a report from a file to the history, as it is: its hash stays the sender's, so that a changed one can be told for good.
 * Without a history, or where it cannot be written, the report is there to be shown all the same. Failure `session-differs`
 * where the history has another version of the same check, which must not be lost.
 */
export function importReport(
  { report, intact }: ParsedReport,
  history: Sessions | null,
  t: Translate,
): Outcome<ImportedReport> {
  const integrity = intact ? 'intact' : 'changed';
  const shown = { report, integrity, alreadyThere: false, notSaved: null } as const;
  if (!history) {
    const reason = t('desktop.failure.noHistory');
    return success({ ...shown, notSaved: t('exchange.import.notSaved', { reason }) });
  }
  const stored = history.importReport(report, hashReport(report));
  if (stored.ok) return success(shown);
  if (stored.code !== 'session-exists') {
    return success({
      ...shown,
      notSaved: t('exchange.import.notSaved', { reason: stored.message }),
    });
  }
  const { id } = report.session;
  const found = history.getReport(id);
  if (found.ok && isSameReport(found.value, report) && checkIntegrity(found.value) === intact) {
    return success({ ...shown, report: found.value, alreadyThere: true });
  }
  return failure('session-differs', t('exchange.import.differs', { id }));
}

/** Ticket and note can be edited in the history; everything else is as it was written. */
function isSameReport(a: Report, b: Report): boolean {
  return isDeepStrictEqual(measured(a), measured(b));
}

function measured(report: Report) {
  const { ticket: _t, note: _n, ...session } = report.session;
  return { ...report, session, integrity: null };
}
