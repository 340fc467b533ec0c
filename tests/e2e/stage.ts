import type { ElectronApplication, Page } from '@playwright/test';
import type { CheckEvent } from '../../shared/check.ts';
import { ipcChannel } from '../../shared/ipc-channel.ts';
import type { Locale } from '../../shared/locale.ts';
import { createTranslate, type Translate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import { readRecording, reportOf } from '../record/recording.ts';
import type { RunningCallpath } from './application.ts';

/** The sizes that pictures are made in: a window as it opens, and the smallest that everything has to fit in. */
export const sizes = {
  large: { width: 1180, height: 760 },
  small: { width: 1024, height: 640 },
} as const;

/** The running application in one language, and what a picture needs to bring it into a state. */
export class Stage {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly locale: Locale;
  readonly t: Translate;

  constructor({ app, page }: RunningCallpath, locale: Locale) {
    this.app = app;
    this.page = page;
    this.locale = locale;
    this.t = createTranslate(locale);
  }

  report(recording: string): Report {
    return reportOf(readRecording(recording), this.locale);
  }

  async resize(size: keyof typeof sizes): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, sizes[size]);
    const { width, height } = sizes[size];
    await this.page.waitForFunction(
      (wanted) => innerWidth === wanted.width && innerHeight === wanted.height,
      { width, height },
    );
  }

  /** Follows a link of the navigation. */
  async visit(view: 'check' | 'history' | 'settings'): Promise<void> {
    const name = this.t(`window.nav.${view}`);
    await this.page.getByRole('link', { name, exact: true }).click();
  }

  /** Opens an address of the window, such as `history/trends`, once what it shows has a heading. */
  async goTo(address: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Tells the window what a check of the main process would, so that a recorded one is shown as it was. */
  async tell(...events: CheckEvent[]): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, [channel, all]) => {
        for (const event of all) BrowserWindow.getAllWindows()[0]?.webContents.send(channel, event);
      },
      [ipcChannel('checkEvent'), events] as const,
    );
  }

  /** Lets a recorded check run to its end in the Check view. */
  async replay(recording: string): Promise<Report> {
    const report = this.report(recording);
    await this.showReport(report);
    return report;
  }

  /** Shows a report as that of the check that has just ended. */
  async showReport(report: Report): Promise<void> {
    await this.visit('check');
    await this.tell(planOf(report), {
      type: 'finished',
      sessionId: report.session.id,
      report,
    });
    await this.page.getByRole('heading', { name: report.verdict.headline }).first().waitFor();
  }

  /** Lets a recorded check run until this part of its tests has ended. */
  async replayPart(recording: string, part: number): Promise<void> {
    const report = this.report(recording);
    const sessionId = report.session.id;
    const ended = report.probes.slice(0, Math.floor(report.probes.length * part));
    await this.visit('check');
    await this.tell(
      planOf(report),
      ...report.probes.map(({ id, startedAtMs }) => ({
        ...{ type: 'started' as const, sessionId, probeId: id, atMs: startedAtMs },
      })),
      ...ended.map((probe) => ({ type: 'ended' as const, sessionId, probe })),
    );
    await this.page.getByText(this.t('window.running.title')).first().waitFor();
  }
}

function planOf({ session, probes }: Report): CheckEvent {
  return {
    type: 'planned',
    sessionId: session.id,
    startedAt: session.startedAt,
    probes: probes.map(({ id, kind, target, transport, family }) => ({
      ...{ id, kind, target, transport, family, deadlineMs: 10_000 },
    })),
  };
}
