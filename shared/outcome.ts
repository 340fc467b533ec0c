/** A failure that a caller is expected to handle. `message` is for people and says what to do next. */
export interface Failure {
  ok: false;
  code: string;
  message: string;
}

/** The result of work that may fail in a way that the caller should show: IPC calls, files, user input. */
export type Outcome<T> = { ok: true; value: T } | Failure;

export function success<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failure(code: string, message: string): Failure {
  return { ok: false, code, message };
}
