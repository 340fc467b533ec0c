import * as v from 'valibot';
import { failure, type Outcome } from '../../shared/outcome.ts';
import { appOrigin } from './app-assets.ts';

/** What of the frame that sent a call decides whether it is answered. */
export interface SenderFrame {
  origin: string;
  parent: unknown;
}

/** One call of the contract: what it takes, and what it does. */
export interface CallTerms<Input, Output> {
  schema: v.GenericSchema<unknown, Input>;
  handle: (input: Input) => Outcome<Output> | Promise<Outcome<Output>>;
}

/** What a person is told about a call that could not be answered properly. */
export interface CallFailureTexts {
  notAllowed: string;
  invalid: (reason: string) => string;
  internal: string;
}

/**
 * Answers one call: refuses a sender that is not the application's own page, refuses input that is not what the
 * contract says, and turns what is thrown (a mistake in Callpath) into a `Failure` after telling `log`. Never rejects.
 */
export async function answerCall<Input, Output>(
  frame: SenderFrame | null,
  input: unknown,
  { schema, handle }: CallTerms<Input, Output>,
  texts: CallFailureTexts,
  log: (error: unknown) => void,
): Promise<Outcome<Output>> {
  if (!frame || frame.origin !== appOrigin || frame.parent !== null) {
    return failure('not-allowed', texts.notAllowed);
  }
  const parsed = v.safeParse(schema, input);
  if (!parsed.success) return failure('invalid-input', texts.invalid(describe(parsed.issues)));
  try {
    return await handle(parsed.output);
  } catch (error) {
    log(error);
    return failure('internal', texts.internal);
  }
}

/** An issue repeats what it refuses, which may be as long as its sender likes. */
const maxDescriptionLength = 300;

function describe(issues: readonly v.BaseIssue<unknown>[]): string {
  const text = issues
    .map((issue) => [v.getDotPath(issue), issue.message].filter(Boolean).join(': '))
    .join('; ');
  return text.length > maxDescriptionLength ? `${text.slice(0, maxDescriptionLength)}…` : text;
}
