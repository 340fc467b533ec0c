import type { Translate } from '../shared/messages/translate.ts';
import type { Report } from '../shared/report.ts';
import type { View } from './state/app-state.svelte.ts';

/** What the window is at: the title says it, so that the task bar does. */
export interface WindowState {
  view: View;
  isRunning: boolean;
  progress: { done: number; total: number };
  hasFailed: boolean;
  /** The result that the Check view shows. */
  report: Report | null;
}

/** A running check first, wherever the person is; then the result where it is shown; else the view. */
export function stateText(state: WindowState, t: Translate): string {
  const { isRunning, progress, view, report } = state;
  if (isRunning) {
    return progress.total === 0 ? t('check.title.preparing') : t('check.title.running', progress);
  }
  if (view !== 'check') return t(`window.nav.${view}`);
  if (state.hasFailed) return t('check.title.failed');
  return report ? t(`report.level.${report.verdict.level}`) : t('window.nav.check');
}

/** What a screen reader says. In quarters: a sentence for each test would only disturb. */
export function spokenText({ isRunning, progress, report }: WindowState, t: Translate): string {
  if (isRunning) {
    const { done, total } = progress;
    if (total === 0) return '';
    const quarter = Math.floor((done / total) * 4);
    return t('window.running.announce', { done: Math.ceil((quarter / 4) * total), total });
  }
  if (!report) return '';
  const key = report.session.status === 'cancelled' ? 'cancelled' : 'finished';
  return t(`window.running.${key}`, { headline: report.verdict.headline });
}
