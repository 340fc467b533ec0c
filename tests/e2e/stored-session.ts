import { diagnose } from '../../electron/diagnosis/diagnose.ts';
import { openOwnHistory } from '../../electron/open-history.ts';
import { sealReport } from '../../electron/report/json.ts';
import type { Locale } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult, Report } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { readRecording, reportOf } from '../record/recording.ts';
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
  store(callpath, [sealReport({ schema, version, session, ...diagnose(evidence, t), probes })]);
}

/** Puts recorded checks into the history, as imported reports. The application may be running. */
export function storeRecordings(
  callpath: Callpath,
  names: readonly string[],
  locale: Locale = 'en',
): void {
  store(
    callpath,
    names.map((name) => reportOf(readRecording(name), locale)),
  );
}

function store(callpath: Callpath, reports: readonly Report[]): void {
  const opened = openOwnHistory(callpath.userData, createTranslate('en'));
  if (!opened.ok) throw new Error(opened.message);
  const imported = reports.map((report) => opened.value.sessions.importReport(report));
  opened.value.close();
  for (const outcome of imported) if (!outcome.ok) throw new Error(outcome.message);
}
