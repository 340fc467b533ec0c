import { type BrowserWindow, Notification } from 'electron';
import type { CheckEvent } from '../../shared/check.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import { CheckProgress, deservesNotice } from './check-notice.ts';

export interface CheckNotifierOptions {
  window: () => BrowserWindow | null;
  t: () => Translate;
  /** Brings the window to the front. */
  onClick: () => void;
}

/** Shows outside of the window how far a check is, and that it ended: calmly, and only to whom it may help. */
export class CheckNotifier {
  readonly #options: CheckNotifierOptions;
  readonly #progress = new CheckProgress();
  /** Kept: a notification that is collected loses its click. */
  #notification: Notification | null = null;

  constructor(options: CheckNotifierOptions) {
    this.#options = options;
  }

  follow(event: CheckEvent): void {
    if (event.type === 'planned') this.#notification?.close();
    this.#options.window()?.setProgressBar(this.#progress.follow(event));
    if (event.type === 'finished') this.#tell(event.report);
  }

  /** After a check that ended without a report: only a mistake in Callpath does that. */
  end(): void {
    this.#options.window()?.setProgressBar(this.#progress.end());
  }

  #tell(report: Report): void {
    const window = this.#options.window();
    if (!window || !deservesNotice(report, window.isFocused()) || !Notification.isSupported()) {
      return;
    }
    const notification = new Notification({
      title: report.verdict.headline,
      body: this.#options.t()('check.notice.body'),
      silent: true,
    });
    notification.on('click', this.#options.onClick);
    notification.show();
    this.#notification = notification;
  }
}
