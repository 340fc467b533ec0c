import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { requireElectron } from '../../build/electron-runtime.ts';
import type { Callpath } from './application.ts';

/**
 * The application with a debugger at its main process alone. Playwright attaches one to every page, and Chromium never calls
 * a page unresponsive that is being debugged.
 */
export class Unwatched {
  readonly #process: ChildProcess;
  readonly #socket: WebSocket;
  #id = 0;

  private constructor(process: ChildProcess, socket: WebSocket) {
    this.#process = process;
    this.#socket = socket;
  }

  static async start(callpath: Callpath): Promise<Unwatched> {
    const { executable, appArgs } = requireElectron();
    const early = callpath.path('early.cjs');
    await writeFile(early, "globalThis.electron = require('electron');");
    const child = spawn(executable, ['--inspect=0', '-r', early, ...appArgs, ...callpath.args], {
      env: { ...process.env, LANGUAGE: 'en', LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const socket = new WebSocket(await debuggerOf(child));
    await once(socket, 'open');
    return new Unwatched(child, socket);
  }

  /** The value, or what the promise becomes, of an expression in the main process; `electron` is there a moment after the start. */
  async evaluate(expression: string): Promise<unknown> {
    const id = (this.#id += 1);
    const answered = new Promise<unknown>((resolve, reject) => {
      const listen = ({ data }: MessageEvent) => {
        const message = JSON.parse(String(data)) as {
          id?: number;
          result?: { result: { value?: unknown }; exceptionDetails?: { text: string } };
        };
        if (message.id !== id) return;
        this.#socket.removeEventListener('message', listen);
        const { result } = message;
        if (result?.exceptionDetails) reject(new Error(JSON.stringify(result.exceptionDetails)));
        else resolve(result?.result.value);
      };
      this.#socket.addEventListener('message', listen);
    });
    const params = { expression, awaitPromise: true, returnByValue: true };
    this.#socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    return answered;
  }

  async stop(): Promise<void> {
    const closed = once(this.#process, 'close');
    this.#socket.close();
    this.#process.kill();
    await closed;
  }
}

async function debuggerOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('Its standard error is not read.');
  for await (const line of createInterface({ input: stderr })) {
    const found = /^Debugger listening on (ws:\S+)/.exec(line)?.[1];
    if (found === undefined) continue;
    stderr.resume();
    return found;
  }
  throw new Error('The application ended before its debugger listened.');
}
