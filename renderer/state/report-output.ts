import type { IpcEvents, IpcInput, IpcOutputs, WindowApi } from '../../shared/ipc.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Redaction, RedactionPreview } from '../../shared/redaction.ts';
import type { ReportOrigin } from '../../shared/report-file.ts';
import { mainProcess } from './api.ts';

export type ExportChoice = IpcInput<'exportSessions'>;
/** Where it was written; `null` where the person closed the dialog of the system, or cancelled. */
export type ExportOutcome = Outcome<IpcOutputs['exportSessions']>;

/** Where reports go to: the clipboard, or a file that the person chooses. */
export class ReportOutput {
  readonly #api: WindowApi;

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  readonly copy = async (text: string): Promise<boolean> => (await this.#api.copyText({ text })).ok;

  /** Opens a draft to the support of the profile; what is sent is for the person to decide. */
  readonly draftMail = (id: string): Promise<Outcome<null>> => this.#api.draftSupportMail({ id });

  /** `onProgress` is told how many of several sessions are written. */
  readonly export = async (
    choice: ExportChoice,
    onProgress: (progress: IpcEvents['exportProgress']) => void,
  ): Promise<ExportOutcome> => {
    const unsubscribe = this.#api.onExportProgress(onProgress);
    try {
      return await this.#api.exportSessions(choice);
    } finally {
      unsubscribe();
    }
  };

  readonly cancelExport = async (): Promise<void> => {
    await this.#api.cancelExport();
  };

  readonly preview = (id: string, redaction: Redaction): Promise<Outcome<RedactionPreview>> =>
    this.#api.previewRedaction({ id, redaction });

  /** Whether a report was made elsewhere, and whether it is still what its hash was made of. */
  readonly originOf = (id: string): Promise<Outcome<ReportOrigin>> =>
    this.#api.reportOrigin({ id });
}
