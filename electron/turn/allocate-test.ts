import type { TurnAllocateResult } from '../../shared/report.ts';
import type { TurnClient } from './client.ts';
import type { TurnFailure } from './client-failure.ts';
import { defaultAllocationSec } from './limits.ts';

/** `failure` is what ended the test early; null: it ran to its end. */
export interface AllocateTestOutcome {
  result: TurnAllocateResult;
  failure: TurnFailure | null;
}

/** Allocates, refreshes and releases: steps `challenge`, `allocate`, `refresh`, `release`. Closes the client. */
export async function runAllocateTest(client: TurnClient): Promise<AllocateTestOutcome> {
  try {
    const failure = await allocateAndRelease(client);
    return { result: client.result, failure };
  } finally {
    client.close();
  }
}

async function allocateAndRelease(client: TurnClient): Promise<TurnFailure | null> {
  const allocated = await client.allocate();
  if (!allocated.ok) return allocated.failure;
  const refreshed = await client.refresh(defaultAllocationSec);
  if (!refreshed.ok) return refreshed.failure;
  const released = await client.refresh(0);
  return released.ok ? null : released.failure;
}
