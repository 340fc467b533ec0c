import { diagnose } from '../../electron/diagnosis/diagnose.ts';
import { openOwnHistory } from '../../electron/open-history.ts';
import { sealReport } from '../../electron/report/json.ts';
import type { Locale } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import type { Callpath } from './application.ts';

/** Puts a check that found these probes into the history of the next start, as an imported report. */
export function storeSession(
  callpath: Callpath,
  probes: ProbeResult[],
  locale: Locale = 'en',
): void {
  const t = createTranslate(locale);
  const { session, schema, version } = exampleReport();
  const evidence = { status: session.status, profile: session.profile, probes };
  const report = sealReport({ schema, version, session, ...diagnose(evidence, t), probes });
  const opened = openOwnHistory(callpath.userData, t);
  if (!opened.ok) throw new Error(opened.message);
  const imported = opened.value.sessions.importReport(report);
  opened.value.close();
  if (!imported.ok) throw new Error(imported.message);
}
