import { readFile } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';

/** A piece of work of the window's main thread, during which it draws nothing and answers nobody. */
export interface LongTask {
  /** What the thread itself took: other programs on a busy machine do not count. */
  cpuMs: number;
  /** From its beginning to its end. */
  wallMs: number;
  /** The work inside that took the longest, from the outside in. */
  what: string[];
}

interface TraceEvent {
  pid: number;
  tid: number;
  ph: string;
  name: string;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** Lets Chromium write down what all of its processes do, until `stop` is called. */
export async function startTrace(app: ElectronApplication): Promise<{
  /** The tasks of the window's main thread, the longest first. */
  stop: (path: string) => Promise<LongTask[]>;
}> {
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel', 'devtools.timeline', 'v8'] }),
  );
  return {
    stop: async (path) => {
      const pid = await app.evaluate(async ({ contentTracing, BrowserWindow }, file) => {
        await contentTracing.stopRecording(file);
        return BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
      }, path);
      const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as {
        traceEvents: TraceEvent[];
      };
      return tasksOf(traceEvents, pid ?? 0);
    },
  };
}

function tasksOf(events: readonly TraceEvent[], pid: number): LongTask[] {
  const main = events.find(
    (event) =>
      event.pid === pid && event.name === 'thread_name' && event.args?.name === 'CrRendererMain',
  );
  const work = events.filter(
    (event) => event.pid === pid && event.tid === main?.tid && event.ph === 'X',
  );
  return work
    .filter(({ name }) => name === 'ThreadControllerImpl::RunTask')
    .map((task) => ({
      cpuMs: (task.tdur ?? task.dur ?? 0) / 1000,
      wallMs: (task.dur ?? 0) / 1000,
      what: insideOf(task, work),
    }))
    .sort((a, b) => b.cpuMs - a.cpuMs);
}

function insideOf(task: TraceEvent, work: readonly TraceEvent[]): string[] {
  const end = task.ts + (task.dur ?? 0);
  return work
    .filter(({ ts, dur = 0 }) => ts > task.ts && ts + dur <= end && dur > (task.dur ?? 0) / 4)
    .map(({ name, dur = 0 }) => `${name} ${Math.round(dur / 1000)} ms`);
}
