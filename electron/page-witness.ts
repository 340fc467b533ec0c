import type { LiveCall } from '../shared/webrtc-results.ts';
import type {
  ResultOf,
  TaskOf,
  WitnessEvents,
  WitnessInput,
  WitnessKind,
  WitnessTask,
} from '../shared/witness.ts';
import type { Witness, WitnessAnswer, WitnessOptions } from './probe/witness.ts';

/**
 * Which addresses a page sends from. `adapters`: from each adapter, as a page that may use the microphone does.
 * `any`: from whichever the system chooses, as other pages do; only this leads to a server on loopback everywhere.
 */
export type PageSends = 'adapters' | 'any';

/** What a page tells. Called only after `openPage` was, and not after `gone`. */
export interface PageListener {
  live: (input: WitnessInput<'live'>) => void;
  done: (input: WitnessInput<'done'>) => void;
  failed: (input: WitnessInput<'failed'>) => void;
  /** The page has ended by itself. */
  gone: (reason: string) => void;
}

export interface WitnessPage {
  send: <K extends keyof WitnessEvents>(name: K, payload: WitnessEvents[K]) => void;
  close: () => void;
}

/** Opens a page; resolves when it listens, rejects where it cannot be opened. */
export type OpenPage = (sends: PageSends, listener: PageListener) => Promise<WitnessPage>;

/** The second witness in pages that are opened when they are first needed and closed together at the end of the check. */
export class PageWitness implements Witness {
  readonly #openPage: OpenPage;
  readonly #pages = new Map<PageSends, TaskQueue>();
  #closed = false;

  constructor(openPage: OpenPage) {
    this.#openPage = openPage;
  }

  async run<K extends WitnessKind>(
    task: TaskOf<K>,
    options: WitnessOptions,
  ): Promise<WitnessAnswer<K>> {
    if (this.#closed) return { status: 'gone', reason: 'closed' };
    return this.#pageFor(task).run(task, options) as Promise<WitnessAnswer<K>>;
  }

  close(): void {
    this.#closed = true;
    for (const page of this.#pages.values()) page.close();
  }

  #pageFor(task: WitnessTask): TaskQueue {
    const sends = 'path' in task && task.path === 'baseline' ? 'any' : 'adapters';
    const known = this.#pages.get(sends);
    if (known) return known;
    const page = new TaskQueue(sends, this.#openPage);
    this.#pages.set(sends, page);
    return page;
  }
}

interface Pending {
  onLive: (live: LiveCall) => void;
  settle: (answer: WitnessAnswer<WitnessKind>) => void;
}

/** One page and the tasks that run in it. */
class TaskQueue {
  readonly #page: Promise<WitnessPage | null>;
  readonly #pending = new Map<number, Pending>();
  #gone: string | null = null;
  #nextId = 0;

  constructor(sends: PageSends, openPage: OpenPage) {
    const listener: PageListener = {
      live: ({ id, live }) => this.#pending.get(id)?.onLive(live),
      done: ({ id, answer }) => {
        const result: ResultOf<WitnessKind> = answer.result;
        this.#pending.get(id)?.settle({ status: 'done', result });
      },
      failed: ({ id, reason }) => this.#pending.get(id)?.settle({ status: 'gone', reason }),
      gone: (reason) => {
        this.#end(reason);
      },
    };
    this.#page = openPage(sends, listener).then(
      (page) => {
        if (this.#gone === null) return page;
        page.close();
        return null;
      },
      (error: unknown) => {
        this.#end(error instanceof Error ? error.message : String(error));
        return null;
      },
    );
  }

  run(task: WitnessTask, { signal, onLive }: WitnessOptions): Promise<WitnessAnswer<WitnessKind>> {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve) => {
      const cancel = () => {
        void this.#page.then((page) => page?.send('cancel', { id }));
      };
      const settle = (answer: WitnessAnswer<WitnessKind>) => {
        this.#pending.delete(id);
        signal.removeEventListener('abort', cancel);
        resolve(answer);
      };
      if (this.#gone !== null) {
        settle({ status: 'gone', reason: this.#gone });
        return;
      }
      this.#pending.set(id, { onLive, settle });
      // Messages arrive in the order in which they are sent, so a task never comes after its own end.
      void this.#page.then((page) => page?.send('task', { id, task }));
      signal.addEventListener('abort', cancel, { once: true });
      if (signal.aborted) cancel();
    });
  }

  close(): void {
    this.#end('closed');
    void this.#page.then((page) => {
      page?.close();
    });
  }

  #end(reason: string): void {
    this.#gone ??= reason;
    for (const { settle } of [...this.#pending.values()]) settle({ status: 'gone', reason });
  }
}
