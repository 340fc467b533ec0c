import { attribute } from '../../stun/index.ts';
import type { Allocation } from '../allocation.ts';
import type { AllocationTable } from '../allocation-table.ts';
import type { Answer } from '../answer.ts';
import { grantedLifetimeSec } from '../limits.ts';
import { refuse, type AuthenticatedRequest, type Handled } from './request.ts';

/** Renews the allocation, or ends it where LIFETIME is 0 (RFC 8656 section 8.2). */
export function handleRefresh(
  { message, nowMs }: AuthenticatedRequest,
  allocation: Allocation,
  table: AllocationTable,
): Handled {
  const family = attribute(message, 'REQUESTED-ADDRESS-FAMILY');
  if (family !== undefined && family !== allocation.family) return refuse(443);
  const lifetimeSec = grantedLifetimeSec(attribute(message, 'LIFETIME'));
  const answer: Answer = { ok: true, attributes: [{ name: 'LIFETIME', value: lifetimeSec }] };
  if (lifetimeSec > 0) {
    allocation.expiresAtMs = nowMs + lifetimeSec * 1000;
    return { answer, actions: [] };
  }
  table.remove(allocation);
  return { answer, actions: [{ type: 'close-relay', relay: allocation.relay }] };
}
