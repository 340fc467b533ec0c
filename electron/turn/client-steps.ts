import type { TurnStep } from '../../shared/report.ts';
import type { TransportStep } from '../stun/index.ts';
import {
  reasonOf,
  stunErrorCodeOf,
  tryAlternate,
  type TurnFailure,
  type TurnResult,
} from './client-failure.ts';

/** The steps of one client, timed, in the order in which they were taken. */
export class ClientSteps {
  readonly taken: TurnStep[];
  readonly #followsRedirects: boolean;

  /** `before`: steps that led to the client. With `followsRedirects` a step that was answered by a 300 did its part. */
  constructor(before: readonly TurnStep[], followsRedirects: boolean) {
    this.taken = [...before];
    this.#followsRedirects = followsRedirects;
  }

  /** Runs and times a step. */
  async run<T>(name: string, run: () => Promise<TurnResult<T>>): Promise<TurnResult<T>> {
    const startedMs = performance.now();
    const result = await run();
    this.#add(name, performance.now() - startedMs, result.ok ? null : result.failure);
    return result;
  }

  /** Those of a transport; one that fails without any, as UDP may, has failed to connect. */
  addTransport(steps: readonly TransportStep[], failure: TurnFailure | null): void {
    for (const step of steps) this.#add(step.name, step.durationMs, step.failure);
    if (steps.length === 0 && failure !== null) this.#add('connect', 0, failure);
  }

  #add(name: string, durationMs: number, failure: TurnFailure | null): void {
    const stunErrorCode = failure && stunErrorCodeOf(failure);
    const isRedirected =
      this.#followsRedirects && failure?.status === 'rejected' && stunErrorCode === tryAlternate;
    const reason = failure ? reasonOf(failure) : undefined;
    this.taken.push({
      name,
      status: failure === null || isRedirected ? 'passed' : 'failed',
      durationMs,
      stunErrorCode,
      ...(reason !== undefined && { reason }),
    });
  }
}
