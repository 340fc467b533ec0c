import { attribute } from '../../stun/index.ts';
import type { Allocation } from '../allocation.ts';
import type { AllocationTable } from '../allocation-table.ts';
import type { Answer } from '../answer.ts';
import { grantedLifetimeSec } from '../limits.ts';
import { closeRelays } from './close-relays.ts';
import { refuse, type AuthenticatedRequest, type Handled } from './request.ts';

/**
 * Renews the allocation, or ends it where LIFETIME is 0 (RFC 8656 section 8.2). REQUESTED-ADDRESS-FAMILY picks one of the two
 * addresses of a dual allocation.
 */
export function handleRefresh(
  { message, nowMs }: AuthenticatedRequest,
  allocation: Allocation,
  table: AllocationTable,
): Handled {
  const family = attribute(message, 'REQUESTED-ADDRESS-FAMILY');
  const sides = allocation.sides.filter((side) => family === undefined || side.family === family);
  if (sides.length === 0) return refuse(443);
  const lifetimeSec = grantedLifetimeSec(attribute(message, 'LIFETIME'));
  const answer: Answer = { ok: true, attributes: [{ name: 'LIFETIME', value: lifetimeSec }] };
  if (lifetimeSec === 0) return { answer, actions: closeRelays(table.remove(allocation, sides)) };
  for (const side of sides) table.prolong(side, nowMs + lifetimeSec * 1000);
  return { answer, actions: [] };
}
