import type { CallStage } from '../../shared/webrtc-results.ts';

type StageName = CallStage['name'];

/** How far a call came: its stages in their order, each passed once, the first one that was not reached failed. */
export class CallStages {
  readonly #planned: readonly StageName[];
  readonly #elapsedMs: () => number;
  readonly #stages: CallStage[] = [];

  constructor(planned: readonly StageName[], elapsedMs: () => number) {
    this.#planned = planned;
    this.#elapsedMs = elapsedMs;
  }

  /** Whether every planned stage was passed. */
  get complete(): boolean {
    return this.#missing().length === 0;
  }

  /** A planned stage was passed now. Chromium may tell a later one first: each counts once. */
  reached(name: StageName): void {
    if (this.#missing().includes(name)) this.add(name, 'passed');
  }

  /** The first planned stage that was not passed has failed now. */
  failNext(): void {
    const [next] = this.#missing();
    if (next) this.add(next, 'failed');
  }

  add(name: StageName, status: CallStage['status'], atMs = this.#elapsedMs()): void {
    this.#stages.push({ name, status, atMs: Math.round(atMs * 10) / 10 });
  }

  /** When a stage was passed. */
  passedAtMs(name: StageName): number | null {
    return this.#stages.find((stage) => stage.name === name)?.atMs ?? null;
  }

  list(): CallStage[] {
    return [...this.#stages];
  }

  #missing(): StageName[] {
    return this.#planned.filter((name) => !this.#stages.some((stage) => stage.name === name));
  }
}
