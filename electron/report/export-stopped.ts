import type { Failure } from '../../shared/outcome.ts';

/** Ends an export in the middle: one of its files cannot be made. */
export class ExportStopped extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
