import type { GrantedAllocation, TurnClient } from './client.ts';
import type { TurnFailure, TurnResult } from './client-failure.ts';
import { pause } from './pause.ts';

const quotaReached = 486;
/** coturn counts an allocation for one second after its release: the one of `turn.allocate`, which ended just before. */
const retries = 3;
const retryEveryMs = 500;

/** Allocates, again for a while where the user's quota is used up. */
export async function allocateWithinQuota(
  client: TurnClient,
  signal: AbortSignal,
): Promise<TurnResult<GrantedAllocation>> {
  for (let left = retries; ; left--) {
    const allocated = await client.allocate();
    if (allocated.ok || !isQuota(allocated.failure) || left === 0) return allocated;
    await pause(retryEveryMs, signal);
    if (signal.aborted) return allocated;
  }
}

function isQuota(failure: TurnFailure): boolean {
  return failure.status === 'rejected' && failure.stunErrorCode === quotaReached;
}
