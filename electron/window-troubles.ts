import { askWhere } from './desktop/ask-where.ts';
import { log } from './desktop/log.ts';
import { reviveWindow } from './desktop/revive-window.ts';
import { RunMark } from './desktop/run-mark.ts';
import { systemFacts } from './desktop/system-facts.ts';
import { onShutdown } from './desktop/watch-power.ts';
import { watchProcesses } from './desktop/watch-processes.ts';
import { sendToWindow } from './ipc.ts';
import { openOwnLog } from './own-log.ts';
import type { Services } from './services.ts';

export interface TroubleTerms {
  app: Parameters<typeof watchProcesses>[0];
  window: NonNullable<ReturnType<Services['window']>>;
  /** The window's own page. */
  address: string;
  /** The folder of the user's data. */
  userData: string;
  services: Services;
}

const openLogAfterMs = 1_000;

/** What happens when a page, a process or the main process itself breaks: it is logged, the window comes back, and it says so. */
export function handleTroubles({ app, window, address, userData, services }: TroubleTerms): void {
  const state = () => (services.check.isRunning ? 'running' : 'idle');
  // Opened by the first fault, or else when the window is usable.
  const opened = () => void openOwnLog(userData);
  // It goes on after such an error: what a check has measured is worth more than a clean end.
  watchProcesses(app, () => {
    opened();
    services.troubles.add(`trouble.main.${state()}`);
    sendToWindow(services.window(), 'troubled', null);
  });
  reviveWindow(window, {
    address,
    t: services.t,
    onTrouble: (trouble) => {
      opened();
      services.troubles.add(`trouble.page.${trouble}.${state()}`);
    },
    saveDiagnostics: () => saveDiagnostics(services, userData),
  });
  // A page that is loaded anew was not there when the check began.
  window.webContents.on('did-finish-load', () => {
    for (const event of services.replay.events) sendToWindow(window, 'checkEvent', event);
  });
}

/** Opens the log once the page is usable: it takes a moment that the start has no use for. */
export function logStart(version: string, userData: string): void {
  setTimeout(() => {
    log.info('started', { version, electron: process.versions.electron });
    void openOwnLog(userData);
  }, openLogAfterMs);
}

/** Tells what became of the last start, and leaves a mark for the next one to see what becomes of this one. */
export function markRun(
  app: TroubleTerms['app'],
  userData: string,
): { endedUnexpectedly: boolean; begin: () => void } {
  const mark = new RunMark(userData);
  const { leftAt } = mark;
  const end = (how: string) => {
    mark.remove();
    log.info(how);
  };
  app.on('will-quit', () => {
    end('quit');
  });
  // The system may take the process away before it has quit.
  onShutdown(() => {
    end('shutdown');
  });
  if (leftAt) log.warn('ended-unexpectedly', { startedAt: leftAt.toISOString() });
  return {
    endedUnexpectedly: leftAt !== null,
    begin: () => {
      mark.set();
    },
  };
}

/** Asks where, writes the file, and tells the window; a page that is gone hears nothing of it. */
export async function saveDiagnostics(services: Services, userData: string): Promise<void> {
  const window = services.window();
  if (!window) return;
  const t = services.t();
  const fileName = `callpath-diagnostics-${new Date().toISOString().slice(0, 10)}.zip`;
  const path = await askWhere(window, { title: t('trouble.diagnostics.title'), fileName }, t);
  if (path === null) return;
  const { writeDiagnostics } = await import('./diagnostics.ts');
  const outcome = await writeDiagnostics(path, {
    userData,
    t,
    facts: systemFacts(window),
    configuration: services.configuration.effective(),
    servers: services.configuration.views(),
    policy: services.configuration.policyView(t),
    profileProblem: services.profileLock?.message ?? null,
    history: services.history(),
    notices: [...(await services.notices), ...services.troubles.in(t)],
  });
  log.info('diagnostics-saved', { ok: outcome.ok });
  sendToWindow(window, 'diagnosticsSaved', outcome);
}
