import type { Translate } from '../shared/messages/translate.ts';
import { type Outcome, success } from '../shared/outcome.ts';
import type { Report } from '../shared/report.ts';
import type { ImportedReport, ReportOrigin } from '../shared/report-file.ts';
import type { Sessions } from './history/sessions.ts';
import { importReport } from './import-report.ts';
import type { ParsedReport } from './report/import.ts';
import { checkIntegrity } from './report/json.ts';
import { readReportBytes } from './report/report-bytes.ts';
import { readReportFile } from './report/report-file.ts';

/** What opening a report works with. Functions give what can change while the application runs. */
export interface OpeningTerms {
  history: () => Sessions | null;
  t: () => Translate;
}

/** Opens reports from files, and knows of each that is shown where it came from. */
export class ReportOpening {
  readonly #terms: OpeningTerms;
  #last: Report | null = null;
  #shown: Report | null = null;

  constructor(terms: OpeningTerms) {
    this.#terms = terms;
  }

  /** The last report that was opened in this start, also where no history could keep it. */
  get lastReport(): Report | null {
    return this.#last;
  }

  async openFile(path: string): Promise<Outcome<ImportedReport>> {
    return this.#keep(await readReportFile(path, this.#terms.t()));
  }

  async openBytes(bytes: Uint8Array): Promise<Outcome<ImportedReport>> {
    return this.#keep(await readReportBytes(bytes, this.#terms.t()));
  }

  /** Remembers what was read to be shown: the window asks next where it came from. */
  show(found: Outcome<Report>): Outcome<Report> {
    this.#shown = found.ok ? found.value : null;
    return found;
  }

  /**
   * Of the report that is shown; `find` reads another one. Its hash is computed anew, each time: that is how a changed report
   * stays known as one.
   */
  originOf(id: string, find: () => Outcome<Report>): Outcome<ReportOrigin> {
    const found = this.#shown?.session.id === id ? success(this.#shown) : find();
    if (!found.ok) return found;
    const history = this.#terms.history();
    const imported = history?.isImported(id) ?? this.#last?.session.id === id;
    return success({ imported, integrity: checkIntegrity(found.value) ? 'intact' : 'changed' });
  }

  #keep(parsed: Outcome<ParsedReport>): Outcome<ImportedReport> {
    if (!parsed.ok) return parsed;
    const imported = importReport(parsed.value, this.#terms.history(), this.#terms.t());
    if (imported.ok) this.#last = imported.value.report;
    return imported;
  }
}
