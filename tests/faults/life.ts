import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Random } from '../../shared/testing/random.ts';

/** A check of what a round needs is answered long before that. */
const lifeLimitMs = 60_000;

/** How long the parts of a check take here and now, measured before anything is killed. */
export interface Lengths {
  readyMs: number;
  /** From `ready` to the end of the second check: the first one of a process takes longer. */
  checksMs: number;
  /** From the last probe of a check to its end. */
  finishMs: number;
  probes: number;
}

/** What a process was doing when it was killed. */
export const stages = [
  'starting',
  'before the first probe',
  'among the probes',
  'finishing',
  'between two checks',
] as const;
export type Stage = (typeof stages)[number];

/** A process that makes checks, and the whole lines that it has printed. */
export class Life {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown[]>;
  readonly #startMs = performance.now();
  readonly times: { line: string; atMs: number }[] = [];
  #rest = '';

  constructor(script: string, file: string, ports: readonly number[]) {
    this.#child = spawn(process.execPath, [script, file, ports.join(',')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: lifeLimitMs,
      killSignal: 'SIGKILL',
    });
    this.#closed = once(this.#child, 'close');
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop() ?? '';
      const atMs = performance.now() - this.#startMs;
      for (const line of lines) this.times.push({ line, atMs });
    });
  }

  get lines(): string[] {
    return this.times.map(({ line }) => line);
  }

  /** Resolves with when so many lines that begin like this were there; with NaN where the process ended before. */
  async saw(start: string, count = 1): Promise<number> {
    const nth = () => this.times.filter(({ line }) => line.startsWith(start))[count - 1];
    while (!nth() && this.#child.exitCode === null && this.#child.signalCode === null) {
      await Promise.race([once(this.#child.stdout ?? this.#child, 'data'), this.#closed]);
    }
    return nth()?.atMs ?? NaN;
  }

  /** Resolves with its lines. It ends by a kill only: a status of its own is a failure that standard error explains. */
  async kill(): Promise<string[]> {
    this.#child.kill('SIGKILL');
    const [code] = await this.#closed;
    return code === null ? this.lines : [...this.lines, `Error: ended with ${String(code)}`];
  }
}

/** Lets a process make two checks. */
export async function measureLengths(life: Life): Promise<{ lengths: Lengths; lines: string[] }> {
  const readyMs = await life.saw('ready');
  const firstMs = await life.saw('finished ');
  const probes = life.lines.filter((line) => line.startsWith('probe ')).length;
  const finishMs = firstMs - (await life.saw('probe ', probes));
  const checksMs = (await life.saw('finished ', 2)) - readyMs;
  return { lengths: { readyMs, checksMs, finishMs, probes }, lines: await life.kill() };
}

/**
 * Waits for the moment of the kill: one in seven while the process starts, most at any moment of two checks, and some right
 * after a probe or in the few milliseconds in which a check is judged and stored, which chance alone would seldom meet.
 */
export async function waitForMoment(life: Life, lengths: Lengths, random: Random): Promise<void> {
  const { readyMs, checksMs, finishMs, probes } = lengths;
  const kind = random();
  if (kind < 1 / 7) {
    await setTimeout(random() * readyMs * 1.2);
    return;
  }
  await life.saw('ready');
  if (kind < 4 / 7) {
    await setTimeout(random() * checksMs);
    return;
  }
  const isFinish = kind > 5 / 7;
  const inSecond = random() < 0.5 ? probes : 0;
  await life.saw('probe ', inSecond + (isFinish ? probes : Math.ceil(random() * probes)));
  await setTimeout(random() * finishMs);
}

/** What a process was doing by its lines: it prints one as soon as something is stored, before it goes on. */
export function stageOf(lines: readonly string[], probes: number): Stage {
  if (!lines.includes('ready')) return 'starting';
  const last = lines.findLast((line) => /^(ready|probe |finished )/.test(line)) ?? '';
  if (last === 'ready') return 'before the first probe';
  if (last.startsWith('finished ')) return 'between two checks';
  const [, session] = last.split(' ');
  const ended = lines.filter((line) => line.startsWith(`probe ${session} `)).length;
  return ended < probes ? 'among the probes' : 'finishing';
}
