import type { Allocation } from '../allocation.ts';
import {
  accept,
  peerError,
  refuse,
  type AuthenticatedRequest,
  type Handled,
  type RelayPolicy,
} from './request.ts';

/** Permits all the named peers, or none where one of them is refused (RFC 8656 section 10.2). */
export function handleCreatePermission(
  { message, nowMs }: AuthenticatedRequest,
  allocation: Allocation,
  policy: RelayPolicy,
): Handled {
  const addresses: string[] = [];
  for (const candidate of message.attributes) {
    if (candidate.name !== 'XOR-PEER-ADDRESS') continue;
    const code = peerError(candidate.value, allocation, policy);
    if (code !== null) return refuse(code);
    addresses.push(candidate.value.address);
  }
  if (addresses.length === 0) return refuse(400);
  return allocation.permit(addresses, nowMs) ? accept : refuse(508);
}
