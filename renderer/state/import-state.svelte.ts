import type { IpcOutputs, WindowApi } from '../../shared/ipc.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { maxReportBytes } from '../../shared/report-file.ts';
import { mainProcess } from './api.ts';

const mebibyte = 1024 * 1024;

/** What a person is told about the last file; nothing once its report is open and kept. */
export interface ImportNotice {
  kind: 'failure' | 'warning';
  text: string;
}

/** Reports that come from files: dropped on the window, chosen, or opened by the system. */
export class ImportState {
  readonly #api: WindowApi;
  readonly #t: Translate;
  readonly #onOpened: (sessionId: string) => Promise<void>;
  readonly #unsubscribe: (() => void)[];
  #isOpening = $state(false);
  #notice = $state.raw<ImportNotice | null>(null);

  /** `onOpened` shows the report of a session, which may be in no history. */
  constructor(
    { t, onOpened }: { t: Translate; onOpened: (sessionId: string) => Promise<void> },
    api = mainProcess(),
  ) {
    this.#api = api;
    this.#t = t;
    this.#onOpened = onOpened;
    this.#unsubscribe = [
      api.onOpenReport(({ sessionId, notSaved }) => void this.#show(sessionId, notSaved)),
      api.onOpenReportFailed(({ message }) => {
        this.#notice = { kind: 'failure', text: message };
      }),
    ];
  }

  get isOpening(): boolean {
    return this.#isOpening;
  }

  get notice(): ImportNotice | null {
    return this.#notice;
  }

  dismiss(): void {
    this.#notice = null;
  }

  /** Lets the person choose a file. */
  async choose(): Promise<void> {
    await this.#import(() => this.#api.importReport({}));
  }

  /** Files that were dropped, one after the other; the last one that can be opened is shown. */
  async openFiles(files: readonly File[]): Promise<void> {
    for (const file of files) await this.#import(() => this.#send(file));
  }

  dispose(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  async #send(file: File): Promise<Outcome<IpcOutputs['importReport']>> {
    // Asked before it is read: a file may be larger than the memory.
    if (file.size > maxReportBytes) {
      const sizes = {
        sizeMiB: Math.ceil(file.size / mebibyte),
        maximumMiB: maxReportBytes / mebibyte,
      };
      const message = this.#t('report.import.tooLarge', sizes);
      return { ok: false, code: 'report-too-large', message };
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return await this.#api.importReport({ file: { name: file.name, bytes } });
    } catch (error) {
      // A folder, or a file that is gone or may not be read.
      const reason = error instanceof Error ? error.name : String(error);
      const message = this.#t('exchange.import.notReadable', { path: file.name, reason });
      return { ok: false, code: 'not-readable', message };
    }
  }

  async #import(send: () => Promise<Outcome<IpcOutputs['importReport']>>): Promise<void> {
    this.#isOpening = true;
    this.#notice = null;
    const outcome = await send();
    this.#isOpening = false;
    if (!outcome.ok) this.#notice = { kind: 'failure', text: outcome.message };
    else if (outcome.value) {
      const { report, notSaved } = outcome.value;
      await this.#show(report.session.id, notSaved);
    }
  }

  async #show(sessionId: string, notSaved: string | null): Promise<void> {
    this.#notice = notSaved === null ? null : { kind: 'warning', text: notSaved };
    await this.#onOpened(sessionId);
  }
}
