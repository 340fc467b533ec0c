import type { ExportFormat, IpcOutputs, WindowApi } from '../../shared/ipc.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { mainProcess } from './api.ts';

export interface ExportChoice {
  format: ExportFormat;
  redact: boolean;
}

/** Where a report goes to: the clipboard, or a file that the person chooses. */
export class ReportOutput {
  readonly #api: WindowApi;

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  readonly copy = async (text: string): Promise<boolean> => (await this.#api.copyText({ text })).ok;

  readonly export = (
    id: string,
    { format, redact }: ExportChoice,
  ): Promise<Outcome<IpcOutputs['exportSession']>> =>
    this.#api.exportSession({ id, format, redact });

  /** Opens a draft to the support of the profile; what is sent is for the person to decide. */
  readonly draftMail = (id: string): Promise<Outcome<null>> => this.#api.draftSupportMail({ id });
}
