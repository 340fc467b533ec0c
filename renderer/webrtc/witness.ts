import type { WitnessApi, WitnessInput, WitnessTask } from '../../shared/witness.ts';
import { call } from './call.ts';
import { gather, type TaskOptions } from './gather.ts';
import { media } from './media.ts';

/** The page of the second witness: it does what the main process asks for, each task with connections of its own. */

declare global {
  interface Window {
    witness: WitnessApi;
  }
}

const { witness } = window;
const running = new Map<number, AbortController>();

witness.onTask(({ id, task }) => {
  const stop = new AbortController();
  running.set(id, stop);
  const options: TaskOptions = {
    signal: stop.signal,
    onLive: (live) => void witness.live({ id, live }),
  };
  perform(task, options)
    .then(
      (answer) => witness.done({ id, answer }),
      (error: unknown) => witness.failed({ id, reason: String(error) }),
    )
    .catch(console.error)
    .finally(() => running.delete(id));
});
witness.onCancel(({ id }) => {
  running.get(id)?.abort();
});
void witness.ready();

async function perform(
  task: WitnessTask,
  options: TaskOptions,
): Promise<WitnessInput<'done'>['answer']> {
  switch (task.kind) {
    case 'webrtc.gather':
      return { kind: task.kind, result: await gather(task, options) };
    case 'webrtc.call':
      return { kind: task.kind, result: await call(task, options) };
    case 'webrtc.media':
      return { kind: task.kind, result: await media(task, options) };
  }
}
