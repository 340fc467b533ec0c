import { startRelay, type RunningRelay } from '../relay.ts';

/** The embedded relay at a free port; it is put to what the test closes in the end. */
export async function startedRelay(
  closing: { close(): Promise<void> | void }[],
): Promise<RunningRelay> {
  const outcome = await startRelay();
  if (!outcome.ok) throw new Error(outcome.message);
  closing.push(outcome.value);
  return outcome.value;
}
